/** Confirms a subscription: shows what it is, and begins it when the reader says so. */
import { html } from './dom.js';
import { dayOf, time } from './format.js';
import { LinkPage, scopeElement, scopeText } from './link-page.js';
import { inLanguage, text } from './texts.js';

function ask(view, page) {
  const fact = (key, value) => html('div', {}, html('dt', {}, text(key)), html('dd', {}, value));
  page.show(
    html('p', { class: 'lead' }, text('confirm.question')),
    html('dl', { class: 'facts facts-wide' },
      fact('link.what', scopeElement(view)),
      fact('link.how', text(`link.${view.channel}`, view.address)),
      fact('link.kinds', page.kindsInWords(view.kinds)),
      fact('link.language', text(`language.${view.language}`))),
    html('p', { class: 'buttons' }, html('button', { type: 'button', class: 'button', onclick: ({ currentTarget }) => page.decide(currentTarget, 'POST', (done) => thank(done, page)) }, text('confirm.yes'))),
    html('p', { class: 'section-note' }, text('confirm.until', dayOf(view.expiresAt), time(view.expiresAt)), ' ', text('confirm.no')));
}

function thank(view, page) {
  page.done(text('confirm.done'), text('confirm.done.text', scopeText(view)),
    html('p', {}, html('a', { href: inLanguage(`/abo/einstellungen?token=${encodeURIComponent(view.preferences)}`) }, text('confirm.preferences'))));
}

new LinkPage('confirmation', ask).open();
