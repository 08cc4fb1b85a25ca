/** Ends the subscriptions that brought a message, when the reader says so. */
import { html } from './dom.js';
import { LinkPage, scopeElement } from './link-page.js';
import { text } from './texts.js';

function ask(view, page) {
  if (view.subscriptions.length === 0) {
    page.done(text('unsubscribe.already'), text('unsubscribe.already.text'));
    return;
  }
  page.show(
    html('p', { class: 'lead' }, text('unsubscribe.question', view.address)),
    html('ul', { class: 'scopes' }, view.subscriptions.map((subscription) => html('li', {}, scopeElement(subscription)))),
    html('p', { class: 'buttons' }, html('button', { type: 'button', class: 'button', onclick: ({ currentTarget }) => page.decide(currentTarget, 'POST', () => thank(page)) }, text('unsubscribe.yes'))));
}

const thank = (page) => page.done(text('unsubscribe.done'), text('unsubscribe.done.text'));

new LinkPage('unsubscribe', ask).open();
