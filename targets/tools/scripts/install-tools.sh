#!/bin/sh
# Fills the volume that services mount at /.mc: a shell, busybox's commands (/.mc/bin/<name>) and scripts. They run in any Linux image,
# whatever it holds, also in one made FROM scratch. Done again it changes nothing that a running program would notice.
set -eu
cd /.mc

# put SOURCE NAME MODE: replaces a file in one step
put() {
  cp "$1" "$2.new"
  chmod "$3" "$2.new"
  mv -f "$2.new" "$2"
}

put /bin/busybox busybox 755
mkdir -p bin
if chroot . /busybox true 2>/dev/null; then
  # a program without libraries: its commands are links
  for name in $(./busybox --list); do ln -sf ../busybox "bin/$name"; done
else
  # It needs the libraries of its own image, and the loader has to be told where they are. A first line `#!` names one program with one
  # argument, but that program may be such a script too, and the kernel puts the words of both before the script's own name:
  #   /.mc/ld --library-path /.mc/via:/.mc/lib /.mc/busybox /.mc/bin/NAME ARGUMENT…
  # `/.mc/via:/.mc/lib` is the path of the second script, and read as a list of folders it holds the one with the libraries.
  for loader in /lib/ld-musl-*.so.1 /lib64/ld-linux-*.so.* /lib/ld-linux*.so.* /lib/ld64.so.*; do
    [ ! -e "$loader" ] || break
  done
  put "$loader" ld 755
  mkdir -p lib 'via:/.mc'
  for folder in /lib /lib64 /usr/lib /lib/*-linux-gnu* /usr/lib/*-linux-gnu*; do
    for library in "$folder"/libc.so* "$folder"/libc.musl-* "$folder"/libm.so* "$folder"/libresolv.so* "$folder"/libnss_*.so* "$folder"/libpthread.so*; do
      [ ! -e "$library" ] || put "$library" "lib/${library##*/}" 755
    done
  done
  echo '#!/.mc/ld --library-path' >via
  put via 'via:/.mc/lib' 755
  for name in $(busybox --list); do
    echo '#!/.mc/via:/.mc/lib /.mc/busybox' >script
    put script "bin/$name" 755
  done
fi
for script in /scripts/*; do [ ! -e "$script" ] || put "$script" "${script##*/}" 755; done
bin/true
