dist_man_MANS += %D%/hotich-export.1
