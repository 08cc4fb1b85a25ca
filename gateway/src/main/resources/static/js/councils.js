/** What the page knows about councils, and the one state that map and table show for each. */
import { text } from './texts.js';

/** States in the order in which they matter: a council shows the first that is true of it. */
export const STATES = ['error', 'warn', 'vacant', 'silent', 'ok', 'ceased'];

/** The state of a council as the map colours it. */
export function stateOf(council) {
  if (council.state === 'ceased') return 'ceased';
  const severities = new Set((council.findings ?? []).map((finding) => finding.severity));
  if (severities.has('error')) return 'error';
  if (severities.has('warn')) return 'warn';
  if (council.seats.vacant > 0) return 'vacant';
  return council.silent ? 'silent' : 'ok';
}

/** All that is true of a council, in words: several states may be. */
export function statesInWords(council) {
  const state = stateOf(council);
  const states = [state];
  if (council.state !== 'ceased') {
    if (council.seats.vacant > 0 && state !== 'vacant') states.push('vacant');
    if (council.silent && state !== 'silent') states.push('silent');
  }
  return states.map((each) => text(`state.${each}`));
}

const REGIONS = { '051': 'Düsseldorf', '053': 'Köln', '055': 'Münster', '057': 'Detmold', '059': 'Arnsberg' };

/** The Regierungsbezirk of a municipality, read from its key. */
export const regionOf = (ags) => REGIONS[ags.slice(0, 3)] ?? '';

/** Names of all Regierungsbezirke. */
export const regions = Object.values(REGIONS);
