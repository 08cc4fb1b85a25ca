/** Open findings: which rule, where, and why. */
import { readFindings } from './api.js';
import { byId, html } from './dom.js';
import { day, number } from './format.js';
import { hasText, text } from './texts.js';

const MOST_SHOWN = 6;
const ORDER = ['error', 'warn', 'info'];

/** Name of a rule: told by the finding itself where it can, else by the rule's own key. */
export const ruleName = ({ rule, title }) => title ?? (hasText(`rule.${rule}`) ? text(`rule.${rule}`) : rule);

/** How many open findings have a severity. */
export const countOf = (byRule, severity) =>
  byRule.filter((each) => each.severity === severity).reduce((sum, each) => sum + each.count, 0);

/** A finding as list entry; with the name of its council when `select` is given. */
export function findingItem(finding, { select }) {
  return html('li', {},
    html('p', { class: 'finding-head' },
      html('span', { class: `severity severity-${finding.severity}` }, text(`severity.${finding.severity}`)),
      select ? html('button', { type: 'button', class: 'button-link', onclick: () => select(finding.ags) }, finding.name ?? finding.ags) : '',
      html('span', {}, ruleName(finding))),
    finding.reason ? html('p', { class: 'finding-reason' }, finding.reason) : '',
    finding.source ? html('p', { class: 'finding-reason' }, text('findings.source', finding.source, finding.sourceDate ? day(finding.sourceDate) : '')) : '');
}

/** The list of open findings, the gravest first; within one weight the newest. */
export class FindingList {
  #select;
  #told = '';

  /** @param select chooses the council of a finding */
  constructor(select) {
    this.#select = select;
  }

  /** Shows what an overview says, and asks for the reasons when something is different from before. */
  async show(overview) {
    const told = JSON.stringify(overview);
    if (told === this.#told) return;
    this.#told = told;
    if (byId('findings').childElementCount === 0) this.#draw(overview.open, overview.newest);
    try {
      const findings = await readFindings();
      if (this.#told === told) this.#draw(overview.open, findings);
    } catch {
      this.#told = ''; // asked again with the next figures
    }
  }

  #draw(open, findings) {
    const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
    const shown = sorted.slice(0, MOST_SHOWN);
    const rest = open - shown.length;
    const list = byId('findings');
    list.replaceChildren(
      ...shown.map((finding) => findingItem(finding, { select: this.#select })),
      ...(open === 0 ? [html('li', { class: 'empty' }, text('findings.empty'))] : []),
      ...(rest > 0 ? [html('li', { class: 'empty' }, text('findings.more', number(rest)))] : []));
    list.removeAttribute('aria-busy');
  }
}
