/** Texts of the pages for people at work: who may enter, forms, and what becomes of a change. */
import { addTexts } from './texts.js';

const de = {
  'gate.signIn': 'Bitte melden Sie sich an',
  'gate.signIn.text': (roles) => `Diese Seite ist für: ${roles}. Nach der Anmeldung kommen Sie hierher zurück.`,
  'gate.role': 'Dafür fehlt Ihnen eine Rolle',
  'gate.role.text': (roles, name) => `Sie sind als ${name} angemeldet. Diese Seite ist für: ${roles}. Ihre Rollen vergibt die Geschäftsstelle.`,
  'role.council': 'Geschäftsstellen der Räte',
  'role.registrar': 'die Registerführung',
  'role.office': 'die Geschäftsstelle des Landesverbands',
  'role.auditor': 'die Prüfung',
  'role.operator': 'den Betrieb',

  'author.by': (author) => `durch ${author}`,
  'author.last': 'Zuletzt geändert',
  'author.ratsnetz-succession': 'Ratsnetz (Nachrücken)',

  'form.optional': '(freiwillig)',
  'form.save': 'Speichern',
  'form.cancel': 'Abbrechen',
  'form.reset': 'Eingaben verwerfen',
  'form.saved': 'Gespeichert. Die Änderung ist jetzt öffentlich.',
  'form.unchanged': 'Es gibt nichts zu speichern: Alles steht schon so da.',
  'form.wrong': (count) => (count === 0 ? 'Nicht gespeichert.' : count === 1 ? 'Nicht gespeichert: Bitte berichtigen Sie die markierte Angabe.' : `Nicht gespeichert: Bitte berichtigen Sie die ${count} markierten Angaben.`),

  'submit.open': 'Der Server hat nicht bestätigt.',
  'submit.open.text': (reason) => `Ob Ihre Änderung angekommen ist, ist offen (${reason}). Ihre Angaben stehen noch hier. Bitte senden Sie sie noch einmal: Ausgeführt wird sie nur einmal.`,
  'submit.over': 'Ihre Anmeldung ist abgelaufen.',
  'submit.over.text': 'Ihre Angaben stehen noch hier. Bitte melden Sie sich an und senden Sie sie dann noch einmal:',
  'submit.over.link': 'In einem neuen Fenster anmelden',
  'submit.busy': 'Gerade sind es zu viele Anfragen.',
  'submit.busy.text': (time) => `Ihre Angaben stehen noch hier. Bitte senden Sie sie ${time} noch einmal.`,
  'submit.refused': 'Nicht gespeichert.',

  'conflict.title': 'Jemand war schneller',
  'conflict.text': (author, ago, moment) => `Während Sie schrieben, hat ${author} dieselben Angaben geändert, ${ago} (${moment}). Bitte wählen Sie bei jeder Angabe, was gelten soll. Noch ist von Ihnen nichts gespeichert.`,
  'conflict.theirs': 'Jetzt gespeichert',
  'conflict.mine': 'Ihre Eingabe',
  'conflict.nothing': 'leer',
  'conflict.save': 'Auswahl speichern',
};

const en = {
  'gate.signIn': 'Please sign in',
  'gate.signIn.text': (roles) => `This page is for: ${roles}. After signing in you come back here.`,
  'gate.role': 'You lack a role for this',
  'gate.role.text': (roles, name) => `You are signed in as ${name}. This page is for: ${roles}. Roles are given by the state office.`,
  'role.council': 'offices of the councils',
  'role.registrar': 'the registrar',
  'role.office': 'the state office',
  'role.auditor': 'auditors',
  'role.operator': 'operators',

  'author.by': (author) => `by ${author}`,
  'author.last': 'Last changed',
  'author.ratsnetz-succession': 'Ratsnetz (succession)',

  'form.optional': '(optional)',
  'form.save': 'Save',
  'form.cancel': 'Cancel',
  'form.reset': 'Discard input',
  'form.saved': 'Saved. The change is public now.',
  'form.unchanged': 'There is nothing to save: everything is like that already.',
  'form.wrong': (count) => (count === 0 ? 'Not saved.' : count === 1 ? 'Not saved: please correct the marked field.' : `Not saved: please correct the ${count} marked fields.`),

  'submit.open': 'The server has not confirmed.',
  'submit.open.text': (reason) => `Whether your change has arrived is open (${reason}). Your input is still here. Please send it again: it is carried out only once.`,
  'submit.over': 'Your session has ended.',
  'submit.over.text': 'Your input is still here. Please sign in and send it again then:',
  'submit.over.link': 'Sign in in a new window',
  'submit.busy': 'There are too many requests at the moment.',
  'submit.busy.text': (time) => `Your input is still here. Please send it again ${time}.`,
  'submit.refused': 'Not saved.',

  'conflict.title': 'Someone was faster',
  'conflict.text': (author, ago, moment) => `While you were writing, ${author} changed the same details, ${ago} (${moment}). Please choose for each what is to hold. Nothing of yours is saved yet.`,
  'conflict.theirs': 'Saved now',
  'conflict.mine': 'Your input',
  'conflict.nothing': 'empty',
  'conflict.save': 'Save the choice',
};

addTexts({ de, en });
