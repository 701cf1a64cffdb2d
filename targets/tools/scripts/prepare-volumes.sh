#!/bin/sh
# Prepares what the other containers of a task find in their volumes. Its arguments are steps, each followed by its own:
#   script NAME VARIABLE          a program beside busybox, its text from the environment
#   tools VARIABLE                busybox and those programs, put at /.mc by the script in the environment
#   file PATH MODE VARIABLE       a file, its content from the environment
#   files FOLDER MODE VARIABLE    a file for each field of a JSON object from the environment
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
        split "$2" "$3" </fields.json
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

# split FOLDER MODE: writes the fields of the JSON object on standard input
split() {
  LC_ALL=C awk -v folder="$1" -v mode="$2" '
    function fail(what) { print "mc: a secret with files has to be a JSON object of texts: " what >"/dev/stderr"; failed = 1; exit 1 }
    function skip() { while (index(" \t\r\n", substr(text, at, 1)) && at <= length(text)) at++ }
    function want(sign) { skip(); if (substr(text, at, 1) != sign) fail("no " sign " at " at); at++ }
    function digits(from,   i, value) {
      for (i = from; i < from + 4; i++) value = value * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
      return value
    }
    function bytes(code) {
      if (code < 128) return sprintf("%c", code)
      if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
      if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
      return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
    }
    function string(   value, sign, code) {
      want("\"")
      for (;;) {
        if (at > length(text)) fail("it ends in a text")
        sign = substr(text, at++, 1)
        if (sign == "\"") return value
        if (sign == "\\") {
          sign = substr(text, at++, 1)
          if (sign == "u") {
            code = digits(at); at += 4
            if (code >= 55296 && code < 56320 && substr(text, at, 2) == "\\u") { code = 65536 + (code - 55296) * 1024 + digits(at + 2) - 56320; at += 6 }
            sign = bytes(code)
          } else if (index("bfnrt", sign)) sign = substr("\b\f\n\r\t", index("bfnrt", sign), 1)
        }
        value = value sign
      }
    }
    { text = text separator $0; separator = "\n" }
    END {
      if (failed) exit 1
      at = 1; want("{"); skip()
      while (substr(text, at, 1) != "}") {
        name = string(); want(":"); skip()
        if (name == "" || name == "." || name == ".." || index(name, "/")) fail("no file can have the name of a field")
        file = folder "/" name
        printf "%s", string() >file
        close(file)
        quoted = file; gsub("\047", "\047\\\047\047", quoted)
        if (system("chmod " mode " \047" quoted "\047") != 0) fail("no right to its mode")
        skip()
        if (substr(text, at, 1) == ",") { at++; skip() } else if (substr(text, at, 1) != "}") fail("no } at " at)
      }
    }'
}

main "$@"
