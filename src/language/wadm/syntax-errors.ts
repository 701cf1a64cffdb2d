import type { ErrorCode, YAMLError } from 'yaml'

/** Gives what is wrong with the YAML in our words: lower case, no full stop, no position. */
export function describeSyntaxError(error: YAMLError): string {
  return descriptions[error.code]
}

const descriptions: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag of its own',
  BAD_ALIAS: 'this is not the name of an anchor',
  BAD_COLLECTION_TYPE: 'the tag does not fit the value',
  BAD_DIRECTIVE: 'unknown or malformed directive',
  BAD_DQ_ESCAPE: 'unknown escape in a double-quoted string',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_PROP_ORDER: 'anchors and tags stand before the value that they belong to',
  BAD_SCALAR_START: 'a plain value cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot start here, on the line of another key',
  BLOCK_IN_FLOW: 'a block of lines cannot stand inside `[` `]` or `{` `}`',
  DUPLICATE_KEY: 'this key is given twice',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'the `:` of a key comes after more than 1024 characters',
  MISSING_CHAR: 'a character is missing here: a closing quote, bracket, comma, colon or space',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line, with its `:`',
  MULTIPLE_ANCHORS: 'a value can have one anchor only',
  MULTIPLE_DOCS: 'more than one document; a manifest is one document',
  MULTIPLE_TAGS: 'a value can have one tag only',
  NON_STRING_KEY: 'a key must be a string',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read',
  TAB_AS_INDENT: 'a tab cannot be used for indentation',
  TAG_RESOLVE_FAILED: 'the tag is not known here',
  UNEXPECTED_TOKEN: 'this does not belong here',
}
