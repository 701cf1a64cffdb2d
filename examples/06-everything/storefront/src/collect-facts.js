import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Gives what this copy has been given: from arguments, environment, files and links. */
export async function collectFacts(title) {
  const { CURRENCY, LOG_LEVEL, SESSION_KEY, CATALOGUE_URL } = process.env
  return {
    title,
    currency: CURRENCY,
    logLevel: LOG_LEVEL,
    hasSessionKey: SESSION_KEY !== undefined && SESSION_KEY !== '',
    settings: JSON.parse(readFileSync('/etc/storefront/settings.json', 'utf8')),
    hasCertificate: existsSync('/etc/certificates/server.crt') && existsSync('/etc/certificates/server.key'),
    user: process.getuid(),
    writes: ['/app/uploads', '/var/cache/storefront', '/app'].filter(isWritable),
    catalogue: await catalogue(CATALOGUE_URL),
  }
}

async function catalogue(url) {
  try {
    return await (await fetch(url)).json()
  } catch {
    return 'does not answer'
  }
}

function isWritable(folder) {
  try {
    writeFileSync(`${folder}/try`, '')
    return true
  } catch {
    return false
  }
}
