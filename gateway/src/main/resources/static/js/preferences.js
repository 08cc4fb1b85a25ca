/** A subscriber's own page: language and kinds of each subscription, ending one, ending and erasing all. */
import { Unreachable } from './api.js';
import { byId, html } from './dom.js';
import { blame, choices, chosen, goToFirstError } from './fields.js';
import { dayOf, number } from './format.js';
import { LinkPage, scopeElement, scopeText } from './link-page.js';
import { inLanguage, text } from './texts.js';

let shown;

function draw(view, page) {
  shown = view;
  if (view.subscriptions.length === 0) {
    none(page, text('preferences.none'), '');
    return;
  }
  const form = html('form', { class: 'form preferences', novalidate: true, onsubmit: (event) => save(event, page) },
    html('ul', { class: 'subscriptions' }, view.subscriptions.map((subscription) => entry(subscription, view.channel, page))),
    choices('radio', 'language-choice', text('subscribe.language'), '', ['de', 'en'].map((each) => ({ value: each, label: text(`language.${each}`), checked: each === view.language }))),
    html('div', { class: 'form-alert', role: 'status' }),
    html('p', { class: 'buttons' }, html('button', { type: 'submit', class: 'button' }, text('preferences.save'))));
  page.show(html('p', { class: 'lead' }, text(`preferences.lead.${view.channel}`, view.address)), form, erasing(view, page));
}

function entry(subscription, channel, page) {
  const { id, kinds, since } = subscription;
  return html('li', { class: 'subscription' },
    html('div', { class: 'subscription-head' },
      html('h2', {}, scopeElement(subscription)), html('p', { class: 'section-note' }, text('preferences.since', dayOf(since)))),
    choices('checkbox', kindsOf(id), text(`subscribe.kinds.${channel}`), text(`subscribe.kinds.${channel}.hint`),
      page.kinds.map(({ name, label }) => ({ value: name, label: label[document.documentElement.lang], checked: kinds.includes(name) }))),
    html('p', {}, html('button', {
      type: 'button', class: 'button button-danger', 'aria-label': text('preferences.end.label', scopeText(subscription)), onclick: () => end(subscription, page),
    }, text('preferences.end'))));
}

const kindsOf = (id) => `kinds-${id}`;

function erasing(view, page) {
  return html('section', { class: 'erase', 'aria-labelledby': 'erase-title' },
    html('h2', { id: 'erase-title' }, text('preferences.erase.title')),
    html('p', { class: 'section-note' }, text('preferences.erase.note')),
    html('p', {}, html('button', { type: 'button', class: 'button button-danger', onclick: () => erase(view, page) }, text('preferences.erase'))));
}

/** Sends what is different from what was read. */
async function save(event, page) {
  event.preventDefault();
  const form = event.currentTarget;
  const subscriptions = shown.subscriptions
    .map(({ id, kinds }) => ({ id, before: kinds, kinds: chosen(form, kindsOf(id)) }));
  for (const { id, kinds } of subscriptions) {
    blame(form, kindsOf(id), shown.channel === 'sms' && kinds.length === 0 ? text('subscribe.error.kinds') : '');
  }
  if (shown.channel === 'sms' && subscriptions.some(({ kinds }) => kinds.length === 0)) {
    tell(form, 'notice-bad', text('subscribe.error.summary'));
    goToFirstError(form);
    return;
  }
  const changed = subscriptions.filter(({ before, kinds }) => [...before].sort().join() !== [...kinds].sort().join());
  try {
    shown = await page.send('PATCH', { language: chosen(form, 'language-choice')[0], subscriptions: changed.map(({ id, kinds }) => ({ id, kinds })) });
    tell(form, 'notice-good', text('preferences.saved'));
  } catch (failure) {
    if (!(failure instanceof Unreachable)) console.error(failure);
    tell(form, 'notice-bad', failure.problem?.detail ?? text('preferences.failed', failure.message));
  }
}

const tell = (form, kind, told) => form.querySelector('.form-alert').replaceChildren(html('p', { class: `notice ${kind}` }, told));

function end(subscription, page) {
  const name = scopeText(subscription);
  const last = shown.subscriptions.length === 1;
  question(text('preferences.end.question'), text(last ? 'preferences.end.last' : 'preferences.end.text', name), text('preferences.end.yes'), async () => {
    await page.send('DELETE', undefined, `/${encodeURIComponent(subscription.id)}`);
    return () => (last ? none(page, text('preferences.ended', name), text('preferences.none')) : drawWithout(subscription, page));
  });
}

function drawWithout(subscription, page) {
  draw({ ...shown, subscriptions: shown.subscriptions.filter(({ id }) => id !== subscription.id) }, page);
  const form = byId('content').querySelector('form');
  tell(form, 'notice-good', text('preferences.ended', scopeText(subscription)));
  form.querySelector('button').focus();
}

function erase(view, page) {
  question(text('preferences.erase.question'), text('preferences.erase.text', number(view.subscriptions.length)), text('preferences.erase.yes'), async () => {
    await page.send('DELETE');
    return () => none(page, text('preferences.erased'), text('preferences.erased.text'));
  });
}

const none = (page, title, told) => page.done(title, told, html('p', {}, html('a', { href: inLanguage('/abo') }, text('link.subscribe'))));

/** Asks before something that can't be undone. `then` does it and answers what shows that it is done; what goes wrong is said in the dialog. */
function question(title, told, yes, then) {
  const trouble = html('p', { class: 'field-error', role: 'alert' });
  const dialog = html('dialog', { class: 'dialog', 'aria-labelledby': 'question', onclose: () => dialog.remove() },
    html('form', { method: 'dialog' },
      html('h2', { id: 'question' }, title),
      html('p', { class: 'dialog-text' }, told), trouble,
      html('p', { class: 'buttons' },
        html('button', { type: 'button', class: 'button button-danger', onclick: act }, yes),
        html('button', { class: 'button button-second', autofocus: true }, text('preferences.keep')))));

  async function act({ currentTarget: button }) {
    button.disabled = true;
    try {
      const show = await then();
      dialog.close();
      show();
    } catch (failure) {
      if (!(failure instanceof Unreachable)) console.error(failure);
      button.disabled = false;
      trouble.textContent = failure.problem?.detail ?? text('preferences.failed', failure.message);
    }
  }

  document.body.append(dialog);
  dialog.showModal();
}

new LinkPage('preferences', draw).open();
