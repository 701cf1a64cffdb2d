#!/bin/sh
# Asks a service for its health by gRPC (grpc.health.v1.Health/Check, over HTTP/2) on standard input and output, which are a connection.
#   probe-grpc AUTHORITY SERVICE    0 where the answer is SERVING
set -uf
bin=${0%/*}/bin

main() {
  path=/grpc.health.v1.Health/Check agent=kube-probe/mc authority=$1 service=$2
  block=$((2 + 2 + ${#path} + 2 + ${#authority} + 3 + 16 + 13 + 3 + ${#agent}))
  query=0
  [ -z "$service" ] || query=$((2 + ${#service}))
  [ "${#service}" -lt 128 ] || query=$((query + 1))
  printf 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
  frame 0 4 0 0
  # HEADERS, END_HEADERS; fields by the static table of HPACK: POST, http, :path, :authority, content-type, te, user-agent
  frame "$block" 1 4 1
  octets 131 134 4 ${#path}
  printf %s "$path"
  octets 1 ${#authority}
  printf %s "$authority"
  octets 15 16 16
  printf application/grpc
  octets 0 2
  printf te
  octets 8
  printf trailers
  octets 15 43 ${#agent}
  printf %s "$agent"
  # DATA, END_STREAM: a message that is not compressed, with the service as field 1
  frame $((query + 5)) 0 1 1
  octets 0 0 0 $((query / 256)) $((query % 256))
  if [ -n "$service" ]; then
    octets 10
    if [ "${#service}" -lt 128 ]; then octets ${#service}; else octets $((${#service} % 128 + 128)) $((${#service} / 128)); fi
    printf %s "$service"
  fi
  read_health
}

say() { echo "$1" >&2; }

# read_health: reads frames to the end of the stream
read_health() {
  message= ended=
  while [ -z "$ended" ]; do
    header=$(take 9)
    [ ${#header} = 18 ] || break
    length=$((0x${header%????????????}))
    header=${header#??????}
    type=${header%??????????} header=${header#??}
    flags=$((0x${header%????????})) stream=${header#??}
    # as long as a frame may be that nobody has allowed more
    [ "$length" -le 16384 ] || break
    payload=$(take "$length")
    case $type:$stream in
      00:00000001)
        if [ $((flags & 8)) != 0 ]; then
          # padded: its length comes first, itself last
          padding=$((0x${payload%"${payload#??}"}))
          payload=${payload#??}
          while [ "$padding" -gt 0 ]; do payload=${payload%??} padding=$((padding - 1)); done
        fi
        message=$message$payload
        [ $((flags & 1)) = 0 ] || ended=1
        ;;
      01:00000001) [ $((flags & 1)) = 0 ] || ended=1 ;;
      03:00000001) ended=1 ;;
      04:*) [ $((flags & 1)) = 1 ] || frame 0 4 1 0 ;;
    esac
  done
  # not compressed, its length, field 1 is 1
  case $message in
    00????????0801*) return ;;
    00????????08*) say 'the service is not serving' ;;
    *) say 'no health from this service' ;;
  esac
  return 1
}

# take N: exactly as many bytes of the connection, in hexadecimal
take() { "$bin/dd" bs=1 count="$1" 2>/dev/null | "$bin/hexdump" -v -e '1/1 "%02x"'; }

# frame LENGTH TYPE FLAGS STREAM: the head of a frame
frame() { octets 0 $(($1 / 256)) $(($1 % 256)) "$2" "$3" 0 0 0 "$4"; }

octets() {
  escapes=
  for octet; do escapes=$escapes\\$((octet / 64))$((octet / 8 % 8))$((octet % 8)); done
  printf "$escapes"
}

main "$@"
