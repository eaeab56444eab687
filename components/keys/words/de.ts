import { DEVICE_NAME_LENGTH_MAX } from '@/lib/kernel/device-names'
import type { KeyWords } from './en'

export const de: KeyWords = {
  title: 'Ihr Schlüssel',
  foot: 'Sequr speichert Ihren Namen, Ihre E-Mail-Adresse, auf welchem Telefon Ihr Schlüssel ist und welche Türen Sie öffnen dürfen. Wo Sie sind, fragt es nie.',
  cancel: 'Abbrechen',
  unknown: {
    title: 'Diesen Link kennen wir nicht',
    text: 'Vielleicht wurde er in der E-Mail abgeschnitten. Öffnen Sie ihn dort noch einmal.',
  },
  expired: {
    title: 'Dieser Link ist abgelaufen',
    text: 'An Ihrem Zugang hat sich nichts geändert. Ein neuer Link dauert eine Minute, und niemand muss zustimmen.',
    action: 'Neuen Link senden',
    to: (email) =>
      email ? `Er geht an ${email} und an niemanden sonst.` : 'Er geht nur an Ihre eigene Adresse.',
  },
  replaced: {
    title: 'Es gibt einen neueren Link',
    onItsWay: (email) =>
      `Er ist unterwegs an ${email ?? 'Ihre E-Mail-Adresse'}. Öffnen Sie ihn auf dem Telefon, das Sie zur Tür mitnehmen.`,
    sent: 'Öffnen Sie die neueste E-Mail; ihr Link ersetzt diesen.',
  },
  taken: {
    title: 'Dieser Link wurde auf einem anderen Gerät verwendet',
    text: (organization) =>
      `Ein Schlüssel gehört auf ein Telefon. Waren Sie das nicht, melden Sie ihn jetzt als verloren und sagen Sie ${organization} Bescheid.`,
  },
  suspended: {
    lost: {
      title: 'Dieser Schlüssel wurde als verloren gemeldet',
      text: (organization) =>
        `Er öffnet keine Tür. ${organization} weiß Bescheid und kann Ihren Schlüssel auf ein neues Telefon geben oder diesen wieder einschalten.`,
    },
    hold: {
      title: 'Ausgesetzt',
      text: (organization) =>
        `Dieser Schlüssel öffnet vorerst keine Tür. Halten Sie das für einen Fehler, fragen Sie ${organization}. Öffnet er wieder, zeigt es diese Seite von selbst.`,
    },
  },
  ended: {
    title: 'Beendet',
    text: (organization) =>
      `Dieser Schlüssel öffnet keine Tür mehr. Halten Sie das für einen Fehler, fragen Sie ${organization}.`,
  },
  ready: {
    title: (name) => `${name}, Ihr Schlüssel ist bereit`,
    sender: (organization) =>
      `${organization} gibt Ihnen diesen Schlüssel zu seinen Türen. Er kommt auf das Telefon, das Sie bei sich tragen.`,
    action: 'Weiter',
    once: 'Das geht einmal: Von da an gehört der Schlüssel nur diesem Gerät.',
    until: (moment) => `Dieser Link gilt bis ${moment}.`,
    unexpected:
      'Sie haben das nicht erwartet? Verlassen Sie die Seite; nichts geschieht, bis jemand „Weiter“ drückt.',
  },
  steps: {
    title: 'Drei Schritte',
    list: (email) => [
      {
        what: 'Legen Sie diese Seite auf den Startbildschirm und öffnen Sie sie von dort.',
        why: 'So finden Sie den Schlüssel an der Tür sofort und können ihn ohne Netz lesen.',
      },
      {
        what: 'Drücken Sie auf diesem Telefon „Weiter“.',
        why: `Das bindet den Schlüssel an Sie${email ? ` (${email})` : ''} und an dieses Telefon; niemand sonst kann den Link verwenden.`,
      },
      {
        what: 'Erlauben Sie Bluetooth und Mitteilungen, wenn Ihr Telefon fragt.',
        why: 'Bluetooth spricht mit dem Leser, eine Handbreit entfernt; Mitteilungen sagen Ihnen, wenn sich Ihre Türen ändern.',
      },
    ],
    phonesTitle: 'So kommt sie auf den Startbildschirm',
    iphone: {
      needs: 'iOS 16.4 oder neuer',
      how: 'Drücken Sie in Safari „Teilen“, dann „Zum Home-Bildschirm“.',
    },
    android: {
      needs: 'Android 10 oder neuer',
      how: 'Öffnen Sie in Chrome das Menü, dann „Zum Startbildschirm hinzufügen“ oder „App installieren“.',
    },
  },
  computer: {
    title: 'Am Computer?',
    text: 'Scannen Sie dies mit der Kamera des Telefons, das Sie zur Tür mitnehmen.',
    alt: 'QR-Code mit der Adresse dieser Seite',
  },
  opens: {
    title: 'Was er öffnet',
    none: 'Im Augenblick keine Türen. Sie erscheinen hier, sobald Sie welche bekommen.',
    firstDay: (moment) => `Ab ${moment}; vorher öffnet keine Tür.`,
    dayOne: 'An Ihrem ersten Tag:',
  },
  active: {
    state: 'Aktiv',
    since: (moment) => `Seit ${moment}.`,
    atDoor: 'Halten Sie das Telefon an der Tür mit eingeschaltetem Bildschirm 5 cm vor den Leser.',
    offline: (time) => `Ohne Verbindung, Stand ${time}`,
    offlineText:
      'Diese Seite kann gerade nicht sehen, ob der Schlüssel noch öffnet. Die Türen wissen es.',
  },
  phone: {
    called: (device) => `Dieses Telefon: ${device}`,
    change: 'Namen ändern',
    question: 'Welches Telefon ist das?',
    why: (organization) =>
      `${organization} sieht den Namen neben Ihrem Schlüssel und weiß so, welches Telefon gemeint ist, wenn eines verloren geht.`,
    name: 'Name dieses Telefons',
    other: 'Ein anderer Name',
    save: 'Namen speichern',
    refusals: {
      invalid: `Ein Name hat höchstens ${DEVICE_NAME_LENGTH_MAX} Zeichen: Buchstaben, Ziffern, Leerzeichen und die Zeichen - + . , & ’ _ / ( ). Er beginnt mit einem Buchstaben oder einer Ziffer.`,
      unavailable: 'Der Name wurde heute schon oft geändert. Versuchen Sie es morgen wieder.',
    },
  },
  card: {
    action: 'Lieber eine Karte anfordern',
    why: 'Kein Smartphone, oder lieber eine Karte? Ein Druck, und die Verwaltung erfährt es.',
    asked:
      'Sie haben eine Karte angefordert. Die Verwaltung weiß es; bis Sie sie haben, gilt dieser Link weiter.',
  },
  lost: {
    action: 'Als verloren melden',
    why: 'Telefon verloren? Der Schlüssel darauf wird sofort ausgeschaltet.',
    question: 'Diesen Schlüssel als verloren melden?',
    consequence:
      'Er öffnet von diesem Augenblick an keine Tür. Nur die Verwaltung kann ihn wieder einschalten oder Ihren Schlüssel auf ein neues Telefon geben.',
    confirm: 'Ja, er ist verloren',
  },
  ask: {
    title: 'Fragen?',
    contact: (contact) => [contact.name, contact.email, contact.phone].filter(Boolean).join(', '),
    organization: (organization) =>
      `Fragen Sie die Leute, die sich um die Büros von ${organization} kümmern.`,
  },
  refusals: {
    not_found: 'Diesen Link kennen wir nicht. Vielleicht wurde er abgeschnitten.',
    expired: 'Nichts wurde geändert: Dieser Link oder sein Schlüssel ist inzwischen beendet.',
    conflict:
      'Nichts wurde geändert: Inzwischen ist etwas geschehen, und diese Seite zeigt es nun.',
    unavailable:
      'Heute gingen schon mehrere Links hinaus. Suchen Sie die neueste E-Mail oder versuchen Sie es morgen wieder.',
    noAnswer:
      'Sequr hat nicht geantwortet. Prüfen Sie die Verbindung und versuchen Sie es erneut; diese Seite zeigt, ob etwas geändert wurde.',
    other: (reference) =>
      `Bei uns ist etwas schiefgegangen (Kennzeichen ${reference}). Nichts wurde geändert.`,
  },
  app: {
    name: (organization) => `Schlüssel ${organization}`,
    unknown: 'Türschlüssel',
    short: 'Schlüssel',
  },
}
