#!/bin/sh
# Prepares what the other containers of a task find in their volumes. Its arguments are steps, each followed by its own:
#   script NAME VARIABLE          a program beside busybox, its text from the environment
#   tools VARIABLE                busybox and those programs, put at /.mc by the script in the environment
#   file PATH MODE VARIABLE       a file, its content from the environment
#   files FOLDER MODE VARIABLE    a file for each field of a JSON object from the environment, by the script in MC_SPLIT (split-fields.sh)
#   folder MODE PATH              rights of a folder
#   group GROUP PATH              the group of a folder and all that is in it, which gets the rights of the owner
set -eu
umask 022

main() {
  while [ $# -gt 0 ]; do
    case $1 in
      script)
        mkdir -p /scripts
        write "$3" "/scripts/$2"
        shift 3
        ;;
      tools)
        write "$2" /install.sh
        sh /install.sh
        shift 2
        ;;
      file)
        mkdir -p "${2%/*}"
        write "$4" "$2"
        chmod "$3" "$2"
        shift 4
        ;;
      files)
        mkdir -p "$2"
        write "$4" /fields.json
        sh -c "$MC_SPLIT" split "$2" "$3" </fields.json
        shift 4
        ;;
      folder)
        chmod "$2" "$3"
        shift 3
        ;;
      group)
        # done once: what comes later has the group of its folder
        if [ "$(stat -c %g "$3")" != "$2" ]; then
          chmod -R g=u "$3"
          chgrp -R "$2" "$3"
          chmod g+s "$3"
        fi
        shift 3
        ;;
      *)
        echo "mc: no step $1" >&2
        exit 2
        ;;
    esac
  done
}

# write VARIABLE PATH
write() { eval "printf %s \"\$$1\"" >"$2"; }

main "$@"
