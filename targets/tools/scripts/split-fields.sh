#!/bin/sh
# Writes the fields of a JSON object on standard input, whose values are texts, into files of their own:  split-fields FOLDER MODE
set -eu
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
