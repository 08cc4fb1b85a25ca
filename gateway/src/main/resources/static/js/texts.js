/**
 * Texts by key, in German and English: here those that pages share, more in a module of each page. A text is a string, or a function of
 * the facts that it tells.
 */

const de = {
  locale: 'de-DE',
  pageTitle: 'Ratsnetz – Räte in Nordrhein-Westfalen',
  'language.other': 'English',
  'language.code': 'en',

  skip: 'Zum Inhalt springen',

  'nav.label': 'Seiten',
  'nav.overview': 'Übersicht',
  'nav.subscribe': 'Abonnieren',
  'nav.workspace': 'Arbeitsplatz',
  'nav.dashboard': 'Dashboard',
  'session.signIn': 'Anmelden',
  'session.signOut': 'Abmelden',
  'session.failed': 'Die Abmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.',

  title: 'Die Räte für Chancengerechtigkeit und Integration in Nordrhein-Westfalen',
  lead: 'Wer ist gewählt? Wo sind Sitze frei? Was hat sich gerade geändert? Die Räte melden es selbst, diese Seite zeigt es sofort.',
  'demo.label': 'Daten: Demo –',
  'demo.text': 'Personen und Zahlen erfunden.',

  'connection.connecting': 'Verbindung wird aufgebaut …',
  'connection.open': 'Live – Änderungen erscheinen sofort',
  'connection.behind': 'Live – neue Zahlen werden geholt …',
  'connection.lost': 'Verbindung unterbrochen – wird neu aufgebaut …',

  'error.retry': 'Jetzt erneut versuchen',
  'error.first': (reason) => `Die Zahlen sind gerade nicht erreichbar (${reason}). Die Seite versucht es von selbst weiter.`,
  'error.later': (reason, time) => `Neue Zahlen sind gerade nicht erreichbar (${reason}). Sie sehen den Stand von ${time} Uhr. Die Seite versucht es von selbst weiter.`,
  'error.busy': 'zu viele Anfragen',
  'error.status': (status) => `Fehler ${status}`,
  'error.network': 'keine Verbindung zum Server',
  'error.map': 'Die Karte konnte nicht geladen werden. Alle Angaben stehen auch in der Tabelle.',

  'figures.title': 'Auf einen Blick',
  'figures.asOf': (day, time) => `Stand: ${day}, ${time} Uhr`,
  'figures.councils': 'Räte',
  'figures.councils.note': (ceased) => (ceased === '0' ? 'im Register' : `im Register, dazu ${ceased} aufgelöst`),
  'figures.seats': 'Sitze',
  'figures.seats.note': (filled, share) => `${filled} besetzt (${share})`,
  'figures.vacant': 'Sitze frei',
  'figures.vacant.note': (share) => `${share} aller Sitze`,
  'figures.women': 'Frauenanteil',
  'figures.women.note': (known, filled) => `bekannt bei ${known} von ${filled}`,
  'figures.fresh': 'Aktuell',
  'figures.fresh.value': (fresh, all) => `${fresh} von ${all}`,
  'figures.fresh.note': (days) => `Räte mit einer Meldung in den letzten ${days} Tagen`,
  'figures.findings': 'Offene Hinweise',
  'figures.findings.note': (errors, warnings, infos) =>
    [[errors, 'Fehler'], [warnings, warnings === '1' ? 'Warnung' : 'Warnungen'], [infos, infos === '1' ? 'Info' : 'Infos']]
      .filter(([count]) => count !== '0').map(([count, word]) => `${count} ${word}`).join(', ') || 'keine Regel verletzt',
  'figures.none': 'keine Angabe',

  'councils.title': 'Karte und Tabelle der Räte',
  'councils.note': 'Ein Rat auf der Karte und seine Zeile in der Tabelle gehören zusammen.',
  'map.label': 'Räte auf der Karte',
  'map.help': 'Pfeiltasten gehen zum nächsten Rat in dieser Richtung, Pos 1 und Ende zum ersten und letzten im Alphabet. Die Eingabetaste zeigt Einzelheiten. Alle Angaben stehen auch in der Tabelle.',
  'map.loading': 'Karte wird geladen …',
  'map.none': 'kein Rat im Register',
  'map.region': (region) => `Regierungsbezirk ${region}`,

  'state.ok': 'vollständig und aktuell',
  'state.vacant': 'Sitze frei',
  'state.warn': 'Hinweis: Warnung',
  'state.error': 'Hinweis: Fehler',
  'state.silent': 'lange keine Meldung',
  'state.ceased': 'aufgelöst',
  'state.none': 'kein Rat im Register',

  'table.filters': 'Tabelle filtern',
  'table.caption': 'Alle Räte mit Sitzen, Frauen, letzter Meldung und Zustand',
  'table.filter.text': 'Ort oder Kreis',
  'table.filter.region': 'Regierungsbezirk',
  'table.filter.state': 'Zustand',
  'table.all': 'alle',
  'table.count': (shown, all) => (shown === all ? `${all} Räte` : `${shown} von ${all} Räten`),
  'table.loading': 'Räte werden geladen …',
  'table.empty': 'Noch ist kein Rat im Register. Sobald sich einer anmeldet, erscheint er hier.',
  'table.nohit': 'Kein Rat passt zu diesen Filtern.',
  'table.unreachable': 'Die Liste der Räte ist gerade nicht erreichbar.',
  'table.reset': 'Filter zurücksetzen',
  'table.name': 'Rat',
  'table.seats': 'Besetzt',
  'table.vacant': 'Frei',
  'table.women': 'Frauen',
  'table.last': 'Letzte Meldung',
  'table.state': 'Zustand',
  'table.of': (part, whole) => `${part} von ${whole}`,
  'table.womenOf': (women) => `Frauen: ${women}`,
  'table.urban': 'kreisfreie Stadt',
  'table.csv': 'Tabelle als CSV',
  'table.excel': 'Tabelle für Excel',

  'tip.seats': (filled, total) => `${filled} von ${total} Sitzen besetzt`,

  'detail.close': 'Schließen',
  'detail.page': 'Zur Seite des Rates: Mitglieder, Kontakt, Abo',
  'detail.since': (label, day) => `${label}, so benannt seit ${day}`,
  'detail.elected': 'Sitze, direkt gewählt',
  'detail.council': 'Sitze, vom Rat der Stadt entsandt',
  'detail.filled': 'Davon besetzt',
  'detail.vacant': 'Davon frei',
  'detail.women': 'Frauen',
  'detail.women.value': (count, known) => `${count} (bekannt bei ${known})`,
  'detail.foreign': 'Ausländische Einwohner',
  'detail.foreign.value': (count, day) => `${count} (${day})`,
  'detail.last': 'Letzte Meldung',

  'changes.title': 'Neueste Änderungen',
  'changes.pause': 'Anhalten',
  'changes.resume': 'Fortsetzen',
  'changes.empty': 'Noch keine Änderung. Neue erscheinen hier von selbst.',
  'changes.loading': 'Änderungen werden geladen …',
  'changes.unreachable': 'Die Änderungen sind gerade nicht erreichbar.',
  'changes.by': (who) => `(durch ${who})`,
  'changes.announce': (count, last) => (count === 1 ? last : `${count} neue Änderungen. Zuletzt: ${last}`),

  'kind.elected': 'direkt gewähltes Mitglied',
  'kind.council': 'vom Rat der Stadt entsandtes Mitglied',
  'kind.substitute': 'Stellvertretung',
  'kind.expert': 'sachkundige Person',
  'kind.unknown': 'Mitglied',
  'field.name': 'Name',
  'field.district': 'Kreis',
  'field.region': 'Regierungsbezirk',
  'field.committee': 'Name des Gremiums',
  'field.seats': 'Zahl der Sitze',
  'field.foreignResidents': 'Zahl der ausländischen Einwohner',
  'field.contact': 'Kontakt',
  'field.state': 'Zustand',
  'field.kind': 'Art des Mandats',
  'field.list': 'Liste',
  'field.office': 'Amt',
  'field.begin': 'Beginn',
  'field.end': 'Ende',
  'field.successor': 'Nachfolge',
  'field.person': 'Person',
  'field.other': 'weitere Angaben',

  'change.council-registered': () => 'neu im Register.',
  'change.council-changed': ({ fields }) => (fields ? `eigene Angaben geändert: ${fields}.` : 'eigene Angaben geändert.'),
  'change.council-ceased': () => 'Der Rat besteht nicht mehr.',
  'change.mandate-begun': ({ person, kind, begin }) => {
    const as = `${person ? `${person}: ` : ''}neues Mandat als ${kind}`;
    return begin ? `${as} ab ${begin}.` : `${as}.`;
  },
  'change.mandate-changed': ({ person, kind, fields }) =>
    `${person ? `Mandat von ${person}` : `Mandat als ${kind}`} geändert${fields ? `: ${fields}` : ''}.`,
  'change.mandate-ended': ({ person, kind, end }) =>
    `${person ? `Mandat von ${person}` : 'Mandat'} als ${kind} ${end ? `endet am ${end}` : 'beendet'}.`,
  'change.mandate-withdrawn': () => 'Ein irrtümlich eingetragenes Mandat wurde entfernt.',
  'change.finding-opened': ({ rule }) => `Neuer Hinweis: ${rule}.`,
  'change.finding-changed': ({ rule }) => `Hinweis mit neuen Zahlen: ${rule}.`,
  'change.finding-closed': ({ rule }) => `Hinweis erledigt: ${rule}.`,
  'change.other': () => 'etwas geändert.',

  'rule.C1': 'Pflicht, einen Rat zu bilden',
  'rule.C2': 'Mehr gewählte als entsandte Mitglieder',
  'rule.C3': 'Verhältnis zwei zu eins',

  'findings.title': 'Offene Hinweise',
  'findings.note': 'Geprüft wird nach den Regeln der Gemeindeordnung. Ein Hinweis ist kein Vorwurf: Er sagt, wo jemand nachsehen sollte.',
  'findings.empty': 'Kein offener Hinweis.',
  'findings.more': (count) => `und ${count} weitere`,
  'findings.source': (source, day) => `Grundlage: ${source}${day ? `, Stand ${day}` : ''}`,
  'severity.error': 'Fehler',
  'severity.warn': 'Warnung',
  'severity.info': 'Info',

  'regions.title': 'Nach Regierungsbezirk und Größe',
  'regions.caption': 'Räte, besetzte Sitze und Frauenanteil nach Regierungsbezirk',
  'regions.region': 'Regierungsbezirk',
  'regions.councils': 'Räte',
  'regions.filled': 'Besetzte Sitze',
  'regions.women': 'Frauen',
  'sizes.caption': 'Räte und besetzte Sitze nach Zahl der ausländischen Einwohner',
  'sizes.size': 'Ausländische Einwohner',

  'foot.sources': 'Quellen',
  'foot.data': 'Daten zum Weiterverwenden',
  'foot.overview': 'Zahlen der Übersicht (JSON)',
  'foot.councils': 'Alle Räte (JSON)',
  'foot.openapi': 'Beschreibung der Schnittstellen (OpenAPI)',
  'foot.style': 'Stil: die Bauteile dieser Seiten',
  'foot.font': 'Lizenz der Schrift Source Sans 3',
  'foot.version': (version) => `Ratsnetz ${version}`,
};

const en = {
  locale: 'en-GB',
  pageTitle: 'Ratsnetz – councils in North Rhine-Westphalia',
  'language.other': 'Deutsch',
  'language.code': 'de',

  skip: 'Skip to content',

  'nav.label': 'Pages',
  'nav.overview': 'Overview',
  'nav.subscribe': 'Subscribe',
  'nav.workspace': 'Workspace',
  'nav.dashboard': 'Dashboard',
  'session.signIn': 'Sign in',
  'session.signOut': 'Sign out',
  'session.failed': 'Signing out failed. Please try again.',

  title: 'The councils for equal opportunity and integration in North Rhine-Westphalia',
  lead: 'Who is elected? Where are seats vacant? What has just changed? The councils report it themselves, this page shows it at once.',
  'demo.label': 'Data: demo –',
  'demo.text': 'people and figures are invented.',

  'connection.connecting': 'Connecting …',
  'connection.open': 'Live – changes appear at once',
  'connection.behind': 'Live – fetching new figures …',
  'connection.lost': 'Connection lost – reconnecting …',

  'error.retry': 'Try again now',
  'error.first': (reason) => `The figures cannot be reached at the moment (${reason}). The page keeps trying.`,
  'error.later': (reason, time) => `New figures cannot be reached at the moment (${reason}). You see those of ${time}. The page keeps trying.`,
  'error.busy': 'too many requests',
  'error.status': (status) => `error ${status}`,
  'error.network': 'no connection to the server',
  'error.map': 'The map could not be loaded. Everything is in the table, too.',

  'figures.title': 'At a glance',
  'figures.asOf': (day, time) => `As of ${day}, ${time}`,
  'figures.councils': 'Councils',
  'figures.councils.note': (ceased) => (ceased === '0' ? 'in the register' : `in the register, ${ceased} more dissolved`),
  'figures.seats': 'Seats',
  'figures.seats.note': (filled, share) => `${filled} filled (${share})`,
  'figures.vacant': 'Seats vacant',
  'figures.vacant.note': (share) => `${share} of all seats`,
  'figures.women': 'Share of women',
  'figures.women.note': (known, filled) => `known for ${known} of ${filled}`,
  'figures.fresh': 'Up to date',
  'figures.fresh.value': (fresh, all) => `${fresh} of ${all}`,
  'figures.fresh.note': (days) => `councils reported within ${days} days`,
  'figures.findings': 'Open findings',
  'figures.findings.note': (errors, warnings, infos) =>
    [[errors, errors === '1' ? 'error' : 'errors'], [warnings, warnings === '1' ? 'warning' : 'warnings'], [infos, 'info']]
      .filter(([count]) => count !== '0').map(([count, word]) => `${count} ${word}`).join(', ') || 'no rule broken',
  'figures.none': 'not given',

  'councils.title': 'Map and table of the councils',
  'councils.note': 'A council on the map and its row in the table belong together.',
  'map.label': 'Councils on the map',
  'map.help': 'Arrow keys go to the next council in that direction, Home and End to the first and last by name. Enter shows details. Everything is in the table, too.',
  'map.loading': 'Loading the map …',
  'map.none': 'no council in the register',
  'map.region': (region) => `Region of ${region}`,

  'state.ok': 'complete and up to date',
  'state.vacant': 'seats vacant',
  'state.warn': 'finding: warning',
  'state.error': 'finding: error',
  'state.silent': 'silent for long',
  'state.ceased': 'dissolved',
  'state.none': 'no council in the register',

  'table.filters': 'Filter the table',
  'table.caption': 'All councils with seats, women, last report and state',
  'table.filter.text': 'Town or district',
  'table.filter.region': 'Region',
  'table.filter.state': 'State',
  'table.all': 'all',
  'table.count': (shown, all) => (shown === all ? `${all} councils` : `${shown} of ${all} councils`),
  'table.loading': 'Loading councils …',
  'table.empty': 'No council in the register yet. It appears here as soon as one joins.',
  'table.nohit': 'No council matches these filters.',
  'table.unreachable': 'The list of councils cannot be reached at the moment.',
  'table.reset': 'Reset filters',
  'table.name': 'Council',
  'table.seats': 'Filled',
  'table.vacant': 'Vacant',
  'table.women': 'Women',
  'table.last': 'Last report',
  'table.state': 'State',
  'table.of': (part, whole) => `${part} of ${whole}`,
  'table.womenOf': (women) => `Women: ${women}`,
  'table.urban': 'city outside the districts',
  'table.csv': 'Table as CSV',
  'table.excel': 'Table for Excel',

  'tip.seats': (filled, total) => `${filled} of ${total} seats filled`,

  'detail.close': 'Close',
  'detail.page': 'To the council’s page: members, contact, subscription',
  'detail.since': (label, day) => `${label}, so named since ${day}`,
  'detail.elected': 'Seats, directly elected',
  'detail.council': 'Seats, sent by the town council',
  'detail.filled': 'Of these filled',
  'detail.vacant': 'Of these vacant',
  'detail.women': 'Women',
  'detail.women.value': (count, known) => `${count} (known for ${known})`,
  'detail.foreign': 'Foreign residents',
  'detail.foreign.value': (count, day) => `${count} (${day})`,
  'detail.last': 'Last report',

  'changes.title': 'Newest changes',
  'changes.pause': 'Pause',
  'changes.resume': 'Resume',
  'changes.empty': 'No change yet. New ones appear here by themselves.',
  'changes.loading': 'Loading changes …',
  'changes.unreachable': 'The changes cannot be reached at the moment.',
  'changes.by': (who) => `(by ${who})`,
  'changes.announce': (count, last) => (count === 1 ? last : `${count} new changes. Latest: ${last}`),

  'kind.elected': 'directly elected member',
  'kind.council': 'member sent by the town council',
  'kind.substitute': 'substitute',
  'kind.expert': 'expert citizen',
  'kind.unknown': 'member',
  'field.name': 'name',
  'field.district': 'district',
  'field.region': 'region',
  'field.committee': 'name of the committee',
  'field.seats': 'number of seats',
  'field.foreignResidents': 'number of foreign residents',
  'field.contact': 'contact',
  'field.state': 'state',
  'field.kind': 'kind of mandate',
  'field.list': 'list',
  'field.office': 'office',
  'field.begin': 'begin',
  'field.end': 'end',
  'field.successor': 'successor',
  'field.person': 'person',
  'field.other': 'other details',

  'change.council-registered': () => 'new in the register.',
  'change.council-changed': ({ fields }) => (fields ? `own details changed: ${fields}.` : 'own details changed.'),
  'change.council-ceased': () => 'The council no longer exists.',
  'change.mandate-begun': ({ person, kind, begin }) => {
    const as = `${person ? `${person}: ` : ''}new mandate as ${kind}`;
    return begin ? `${as} from ${begin}.` : `${as}.`;
  },
  'change.mandate-changed': ({ person, kind, fields }) =>
    `${person ? `Mandate of ${person}` : `Mandate as ${kind}`} changed${fields ? `: ${fields}` : ''}.`,
  'change.mandate-ended': ({ person, kind, end }) =>
    `${person ? `Mandate of ${person}` : 'Mandate'} as ${kind} ${end ? `ends on ${end}` : 'ended'}.`,
  'change.mandate-withdrawn': () => 'A mandate entered in error was removed.',
  'change.finding-opened': ({ rule }) => `New finding: ${rule}.`,
  'change.finding-changed': ({ rule }) => `Finding with new figures: ${rule}.`,
  'change.finding-closed': ({ rule }) => `Finding closed: ${rule}.`,
  'change.other': () => 'something changed.',

  'rule.C1': 'Duty to form a council',
  'rule.C2': 'More elected than sent members',
  'rule.C3': 'Ratio of two to one',

  'findings.title': 'Open findings',
  'findings.note': 'Checked by the rules of the municipal code. A finding is not a reproach: it says where somebody should look.',
  'findings.empty': 'No open finding.',
  'findings.more': (count) => `and ${count} more`,
  'findings.source': (source, day) => `Base: ${source}${day ? `, as of ${day}` : ''}`,
  'severity.error': 'Error',
  'severity.warn': 'Warning',
  'severity.info': 'Info',

  'regions.title': 'By region and size',
  'regions.caption': 'Councils, filled seats and share of women by region',
  'regions.region': 'Region',
  'regions.councils': 'Councils',
  'regions.filled': 'Seats filled',
  'regions.women': 'Women',
  'sizes.caption': 'Councils and filled seats by number of foreign residents',
  'sizes.size': 'Foreign residents',

  'foot.sources': 'Sources',
  'foot.data': 'Data to use',
  'foot.overview': 'Figures of the overview (JSON)',
  'foot.councils': 'All councils (JSON)',
  'foot.openapi': 'Description of the interfaces (OpenAPI)',
  'foot.style': 'Style: the parts of these pages',
  'foot.font': 'Licence of the typeface Source Sans 3',
  'foot.version': (version) => `Ratsnetz ${version}`,
};

/** Language of this visit: German, or English when the address asks for it. */
export const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'de';

const texts = { ...(language === 'de' ? de : en) };

/** Adds a page's own texts, `{ de, en }`. */
export function addTexts(more) {
  Object.assign(texts, more[language]);
}

/** The text of a key, told with the given facts. */
export function text(key, ...facts) {
  const found = texts[key];
  return typeof found === 'function' ? found(...facts) : (found ?? key);
}

/** Whether there is a text for this key. */
export function hasText(key) {
  return key in texts;
}

/** The address of another page in the language of this one. */
export function inLanguage(address) {
  if (language === 'de') return address;
  const url = new URL(address, location.origin);
  url.searchParams.set('lang', language);
  return url.pathname + url.search + url.hash;
}

/** Writes the fixed texts into the document: `data-text` names the text of an element, `data-label` its accessible name. */
export function writeTexts(root = document) {
  for (const element of root.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
  }
}
