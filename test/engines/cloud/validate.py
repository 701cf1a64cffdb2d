"""Checks requests to AWS as the AWS client does before it sends them, and enumerations, which that leaves to the server."""
import json
import sys

from botocore.session import get_session
from botocore.validate import ParamValidator


def outside_enumerations(shape, value, path):
    if shape.type_name == "structure" and isinstance(value, dict):
        for key, item in value.items():
            if key in shape.members:
                yield from outside_enumerations(shape.members[key], item, f"{path}.{key}")
    elif shape.type_name == "list" and isinstance(value, list):
        for at, item in enumerate(value):
            yield from outside_enumerations(shape.member, item, f"{path}[{at}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from outside_enumerations(shape.value, item, f"{path}.{key}")
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{path} is {value!r}, and must be one of {', '.join(shape.enum)}"


def main(service, operation, *files):
    shape = get_session().get_service_model(service).operation_model(operation).input_shape
    found = False
    for file in files:
        with open(file, encoding="utf-8") as text:
            value = json.load(text)
        problems = ParamValidator().validate(value, shape).generate_report().splitlines()
        for problem in [*problems, *outside_enumerations(shape, value, operation)]:
            found = True
            print(f"{file}: {problem}")
    return found


sys.exit(main(*sys.argv[1:]))
