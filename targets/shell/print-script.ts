import { type ShellWord, shellWord } from './shell-word.js'

/** A script for bash: fixed functions, and calls of them. */
export interface Script {
  /** Lines of the comment at the top. */
  readonly header: readonly string[]
  /** Fixed texts of functions and settings, in this order. */
  readonly library: readonly string[]
  readonly sections: readonly ScriptSection[]
}

/** Calls that belong together, below a comment. */
export interface ScriptSection {
  readonly title: string
  /** Each is the name of a function or program and its arguments. */
  readonly calls: readonly (readonly ShellWord[])[]
}

/** Gives the text of a script; shellcheck has nothing to say to it where it has nothing to say to the library. */
export function printScript({ header, library, sections }: Script): string {
  const body = sections.map(({ title, calls }) => [comment(title), ...calls.map(callText)].join('\n'))
  const findings = Object.entries(takenForMistakes).filter(([, sign]) => body.some((text) => sign.test(text)))
  const directive = findings.length === 0 ? [] : [`# shellcheck disable=${findings.map(([code]) => code).join(',')}`]
  const top = ['#!/usr/bin/env bash', ...header.map(comment), ...directive, 'set -euo pipefail'].join('\n')
  return `${[top, ...library.map((text) => text.trim()), ...body].join('\n\n')}\n`
}

/** Gives a line of a comment: a text of several lines would become commands. */
function comment(text: string): string {
  return `# ${text.replace(/\p{Cc}+/gu, ' ')}`.trimEnd()
}

/** One line, or as many as it takes for none to be too long to read. */
function callText(words: readonly ShellWord[]): string {
  const lines: string[] = []
  for (const text of words.map(shellWord)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + text.length >= longestLine) lines.push(text)
    else lines[lines.length - 1] = `${last} ${text}`
  }
  return lines.join(' \\\n  ')
}

const longestLine = 140

/** What shellcheck takes for mistakes in quoted words, and the sign of it: a text of a manifest that looks like an expansion is none. */
const takenForMistakes: Readonly<Record<string, RegExp>> = {
  SC1003: /\\/,
  SC1112: /[‘’“”]/u,
  SC2016: /[$`]/,
  SC2088: /'~/,
}
