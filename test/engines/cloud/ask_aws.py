"""Hands a command of the AWS CLI to serve_aws.py, and ends as it ends: ask_aws.py SOCKET ARGUMENT…"""
import json
import os
import socket
import sys

server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
message = json.dumps([os.getcwd(), sys.argv[2:]]).encode() + b"\0"
sent = socket.send_fds(server, [message[:4096]], [1, 2])
server.sendall(message[sent:])
answer = server.recv(16)
sys.exit(int(answer) if answer else 1)
