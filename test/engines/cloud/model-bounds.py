# Prints the bounds that the models of the AWS client have, by where they stand in a unit: [{at, type, min, max}].
import glob
import json
import os

import awscli

base = os.path.join(os.path.dirname(awscli.__file__), "botocore", "data")
roots = [
    ("ecs", "RegisterTaskDefinitionRequest", "task"),
    ("ecs", "CreateServiceRequest", "service"),
    ("ecs", "RunTaskRequest", "run"),
    ("application-autoscaling", "RegisterScalableTargetRequest", "scaling.target"),
    ("application-autoscaling", "PutScalingPolicyRequest", "scaling.policies.*"),
    ("scheduler", "CreateScheduleInput", "schedule"),
]
found = []


def walk(shapes, name, at, seen):
    shape = shapes[name]
    if "min" in shape or "max" in shape:
        found.append({"at": at, "type": shape["type"], "min": shape.get("min"), "max": shape.get("max")})
    if name in seen:
        return
    inner = seen | {name}
    if shape["type"] == "structure":
        for member, value in shape["members"].items():
            walk(shapes, value["shape"], f"{at}.{member}", inner)
    elif shape["type"] == "list":
        walk(shapes, shape["member"]["shape"], f"{at}.*", inner)
    elif shape["type"] == "map":
        walk(shapes, shape["value"]["shape"], f"{at}.*", inner)


for service, root, at in roots:
    newest = sorted(glob.glob(os.path.join(base, service, "*", "service-2.json")))[-1]
    with open(newest, encoding="utf-8") as file:
        walk(json.load(file)["shapes"], root, at, frozenset())
print(json.dumps(found))
