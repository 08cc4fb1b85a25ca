/** All that is public about the one council that the reader has chosen. */
import { readFindings } from './api.js';
import { statesInWords } from './councils.js';
import { byId, html, timeElement } from './dom.js';
import { ago, day, dayOf, number } from './format.js';
import { findingItem } from './findings.js';
import { inLanguage, text } from './texts.js';

export class CouncilDetail {
  #close;
  #council;
  #findings;

  /** @param close told when the reader puts the card away */
  constructor(close) {
    this.#close = close;
  }

  /** Shows this council, or nothing. */
  show(council) {
    const another = council?.ags !== this.#council?.ags;
    const findingsChanged = another || JSON.stringify(council?.findings) !== JSON.stringify(this.#council?.findings);
    this.#council = council;
    if (another) this.#findings = undefined;
    byId('detail').hidden = !council;
    if (!council) return;
    this.#draw();
    if (findingsChanged && council.findings?.length > 0) this.#readFindings(council.ags);
    else if (findingsChanged) this.#findings = undefined;
  }

  async #readFindings(ags) {
    try {
      const findings = await readFindings(ags);
      if (this.#council?.ags !== ags) return;
      this.#findings = findings;
      this.#draw();
    } catch {
      // the card stands without reasons; the next change reads them again
    }
  }

  #draw() {
    const council = this.#council;
    const fact = (key, value) => html('div', {}, html('dt', {}, text(key)), html('dd', {}, value));
    const { seats, women, foreignResidents } = council;
    const keepFocus = byId('detail').contains(document.activeElement);
    byId('detail').replaceChildren(
      html('div', { class: 'detail-head' },
        html('div', {}, html('h3', {}, council.name),
          html('p', { class: 'detail-sub' }, `${council.district === council.name ? text('table.urban') : council.district}, ${text('map.region', council.region)}`),
          html('p', { class: 'detail-sub' }, text('detail.since', council.committee.label, day(council.committee.since))),
          html('p', { class: 'detail-link' }, html('a', { href: inLanguage(`/rat/${council.ags}`) }, text('detail.page')))),
        html('button', { type: 'button', class: 'button button-quiet', onclick: () => this.#close() }, text('detail.close'))),
      html('dl', {},
        fact('table.state', statesInWords(council).join(', ')),
        fact('detail.elected', number(seats.elected)),
        fact('detail.council', number(seats.council)),
        fact('detail.filled', number(seats.filled)),
        fact('detail.vacant', number(seats.vacant)),
        fact('detail.women', women.known > 0 ? text('detail.women.value', number(women.count), number(women.known)) : text('figures.none')),
        foreignResidents ? fact('detail.foreign', text('detail.foreign.value', number(foreignResidents.count), day(foreignResidents.asOf))) : '',
        council.lastChange ? fact('detail.last', timeElement(council.lastChange, ago(council.lastChange), { title: dayOf(council.lastChange) })) : ''),
      this.#findings?.length ? html('ul', { class: 'detail-findings' }, this.#findings.map((finding) => findingItem(finding, {}))) : '');
    if (keepFocus) byId('detail').querySelector('button').focus();
  }
}
