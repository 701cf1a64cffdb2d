"""Writes task definitions of the ECS API as CloudFormation templates, so that cfn-lint's rules for Fargate read them: respell.py FOLDER FILE…"""
import json
import sys

# keys of these maps are the user's own
MAPS = {"dockerLabels", "options", "driverOpts", "labels"}
# where CloudFormation's spelling is more than a capital at the beginning
NAMES = {
    "efsVolumeConfiguration": "EFSVolumeConfiguration",
    "fileSystemId": "FilesystemId",
    "iam": "IAM",
    "fsxWindowsFileServerVolumeConfiguration": "FSxWindowsFileServerVolumeConfiguration",
}


def respelled(value):
    if isinstance(value, list):
        return [respelled(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {NAMES.get(key, key[:1].upper() + key[1:]): item if key in MAPS else respelled(item) for key, item in value.items()}


folder, *files = sys.argv[1:]
for at, file in enumerate(files):
    with open(file, encoding="utf-8") as text:
        task = {"Type": "AWS::ECS::TaskDefinition", "Properties": respelled(json.load(text))}
    # the name says which file it was
    name = file.strip("/.").replace("/", ":").removesuffix(".json")
    with open(f"{folder}/{at}:{name}.template.json", "w", encoding="utf-8") as out:
        json.dump({"Resources": {"Task": task}}, out, indent=1)
