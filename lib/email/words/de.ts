import type { Words } from './en'

export const de: Words = {
  from: (organization) => `${organization} über Sequr`,
  doors: (count) => (count === 1 ? '1 Tür' : `${count} Türen`),
  people: (count) => (count === 1 ? '1 Person' : `${count} Personen`),
  days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
  questions: 'Fragen?',
  askContact: (names) => `Wenden Sie sich an ${names.list}.`,
  askOrganization: (d) => `Wenden Sie sich an die Büroleitung von ${d.organization}.`,
  invitation: {
    subjects: (d) => [
      `Ihr Schlüssel für ${d.organization} ${d.property}`,
      `Ihr Schlüssel für ${d.property} ist bereit`,
      `Ihr Schlüssel für ${d.organization} ist bereit`,
      'Ihr Türschlüssel ist bereit',
    ],
    subjectMany: (d) => [`Ihre Schlüssel für ${d.organization}`, 'Ihre Türschlüssel sind bereit'],
    preview: (d) =>
      `Richten Sie ihn bis ${d.moment} auf Ihrem Telefon ein. Es dauert etwa eine Minute.`,
    greetings: {
      new: (d) => `Hallo ${d.firstName}, Ihr Schlüssel ist bereit`,
      back: (d) => `Willkommen zurück, ${d.firstName}`,
      again: (d) => `Hallo ${d.firstName}, hier ist Ihr neuer Link`,
    },
    because: {
      entra: (d) =>
        `${d.organization} hat Sie in Microsoft hinzugefügt. Dies ist Ihr Schlüssel zu den Türen; er wohnt auf Ihrem Telefon.`,
      local: (d) =>
        `${d.organization} hat Sie ins Verzeichnis aufgenommen. Dies ist Ihr Schlüssel zu den Türen; er wohnt auf Ihrem Telefon.`,
      back: (d) =>
        `${d.organization} öffnet Ihnen wieder die Türen. Dies ist ein neuer Schlüssel: Er ersetzt Ihren alten, der ausgeschaltet bleibt.`,
      again: (d) =>
        `Dieser Link ersetzt den früheren für Ihren Schlüssel bei ${d.organization}. Der frühere gilt nicht mehr.`,
    },
    button: 'Schlüssel einrichten',
    qrAlt: 'QR-Code mit dem Link der Schaltfläche darüber',
    qr: 'Am Computer? Scannen Sie den Code mit der Kamera Ihres Telefons.',
    typeIt: 'Oder geben Sie diese Adresse auf dem Telefon ein:',
    phones: ['iPhone ab iOS 16.4', 'Android ab Version 10'],
    noStore: 'Ohne App Store: Ihr Schlüssel ist eine Seite, die Sie auf den Startbildschirm legen.',
    stepsTitle: 'Drei Schritte',
    steps: (d) => [
      {
        what: 'Öffnen Sie den Link auf Ihrem Telefon.',
        why: 'Der Schlüssel wohnt auf dem Telefon, das Sie zur Tür mitnehmen.',
      },
      {
        what: 'Drücken Sie „Weiter“.',
        why: `Das bindet den Schlüssel an Sie (${d.email}) und an dieses Telefon; niemand sonst kann den Link dann nutzen.`,
      },
      {
        what: 'Legen Sie die Seite auf den Startbildschirm.',
        why: 'So finden Sie sie an der Tür sofort, ohne diese E-Mail zu suchen.',
      },
    ],
    opensTitle: 'Was er öffnet',
    noDoors: 'Noch keine Türen. Sie erscheinen von selbst auf der Seite.',
    firstDay: (d) => `Ihr erster Tag ist ${d.moment}.`,
    dayOne: 'An Ihrem ersten Tag:',
    atDoorTitle: 'An der Tür',
    atDoor: 'Halten Sie das Telefon mit eingeschaltetem Bildschirm 5 cm vor den Leser.',
    untilTitle: 'Wie lange der Link gilt',
    until: (d) =>
      `Bis ${d.moment}, und nur einmal. Danach öffnen Sie dieselbe Seite und fordern einen neuen an; niemand muss zustimmen.`,
    otherTitle: 'Kein Smartphone oder verloren?',
    card: 'Lieber eine Karte anfordern',
    cardWhy: 'Ein Druck auf der Seite, und die Verwaltung erfährt es.',
    lost: 'Verlorenes Telefon melden',
    lostWhy: 'Der Schlüssel darauf wird sofort ausgeschaltet.',
    privacy:
      'Die Seite speichert Ihren Namen, Ihre E-Mail-Adresse und welche Türen Sie öffnen dürfen. Nach Ihrem Standort fragt sie nie.',
    unexpected: (d) =>
      `Sie haben das nicht erwartet? Ignorieren Sie die E-Mail oder sagen Sie ${d.organization} Bescheid. Der Link tut nichts, bis jemand „Weiter“ drückt.`,
  },
  reminder: {
    subjects: (d) => [
      `Noch ${d.days}: Schlüssel für ${d.organization}`,
      `Noch ${d.days} für Ihren Türschlüssel`,
    ],
    preview: (d) => `Der Link gilt bis ${d.moment}.`,
    heading: (d) => `${d.firstName}, Ihr Schlüssel wartet noch`,
    body: (d) =>
      `Ihr Schlüssel für ${d.organization} ist bereit, aber noch auf keinem Telefon. Der Link gilt bis ${d.moment}.`,
    after: 'Später gibt Ihnen dieselbe Seite einen neuen Link.',
    last: 'Dies ist die letzte Erinnerung.',
    done: 'Sie nutzen eine Karte oder brauchen den Schlüssel nicht? Dann ist nichts zu tun.',
  },
  changed: {
    subjects: (d) => [
      `Ihr Zugang bei ${d.organization}: geändert`,
      'Ihr Türzugang hat sich geändert',
    ],
    preview: 'Was Ihr Schlüssel von jetzt an öffnet.',
    heading: 'Ihr Zugang hat sich geändert',
    hello: (d) =>
      `Hallo ${d.firstName}, ${d.organization} hat geändert, welche Orte Sie öffnen dürfen.`,
    nothingToDo: 'Sie müssen nichts tun.',
    newKey:
      'Ihr früherer Schlüssel dort bleibt abgeschaltet; richten Sie den neuen auf Ihrem Telefon ein.',
    gained: 'Das dürfen Sie jetzt öffnen',
    lost: 'Das dürfen Sie nicht mehr öffnen',
    others: 'Alles andere bleibt, wie es war.',
  },
  ended: {
    subjects: (d) => [`Ihr Zugang bei ${d.organization} ist beendet`, 'Ihr Türzugang ist beendet'],
    preview: 'Ihr Schlüssel ist ausgeschaltet.',
    heading: 'Ihr Zugang ist beendet',
    body: (d) =>
      `Hallo ${d.firstName}, Ihr Schlüssel für ${d.organization} öffnet keine Tür mehr. Sie können die Seite von Ihrem Telefon entfernen.`,
  },
  revoked: {
    subjects: (d) => [
      `Ihr Schlüssel für ${d.organization} ist aus`,
      'Ihr Türschlüssel ist ausgeschaltet',
    ],
    preview: 'Er öffnet keine Türen mehr.',
    heading: 'Ihr Schlüssel ist ausgeschaltet',
    body: (d) =>
      `Hallo ${d.firstName}, Ihr mobiler Schlüssel für ${d.organization}, ${d.property}, öffnet keine Tür mehr. Bekommen Sie einen neuen, kommt er mit einer eigenen E-Mail.`,
  },
  newPhone: {
    subjects: (d) => [
      `Ihr Schlüssel für ${d.organization} ist umgezogen`,
      'Ihr Schlüssel ist auf einem neuen Telefon',
    ],
    preview: 'Das alte Telefon öffnet keine Tür mehr.',
    heading: 'Ihr Schlüssel ist auf einem neuen Telefon',
    body: (d) =>
      `Hallo ${d.firstName}, Ihr Schlüssel für ${d.organization} wurde am ${d.moment} auf ${d.device} eingerichtet. Das Telefon, auf dem er vorher war, öffnet keine Tür mehr.`,
    notYou: 'Waren Sie das nicht? Melden Sie sich sofort:',
  },
  emailChanged: {
    subjects: (d) => [
      `Neue Adresse für Ihren Schlüssel (${d.organization})`,
      'Neue E-Mail-Adresse für Ihren Schlüssel',
    ],
    preview: 'Ihr Schlüssel bleibt, wie er ist.',
    heading: 'Ihre E-Mail-Adresse hat sich geändert',
    body: (d) =>
      `Hallo ${d.firstName}, ${d.organization} hat Ihre E-Mail-Adresse geändert. E-Mails zu Ihrem Schlüssel kommen von nun an hierher. Der Schlüssel bleibt auf Ihrem Telefon und öffnet, was er vorher geöffnet hat.`,
    notYou: 'Ist das ein Irrtum? Sagen Sie es uns:',
  },
  signIn: {
    subject: 'Ihr Anmeldelink für Sequr',
    preview: 'Er gilt einmal, 15 Minuten lang.',
    heading: 'Bei Sequr anmelden',
    body: 'Drücken Sie die Schaltfläche auf dem Gerät, auf dem Sie den Link angefordert haben. Er gilt einmal, 15 Minuten lang.',
    button: 'Anmelden',
    unexpected:
      'Sie haben ihn nicht angefordert? Ignorieren Sie die E-Mail; ohne den Link kann sich niemand anmelden.',
  },
  setUp: {
    subjects: (d) => [
      `${d.organization} mit Microsoft verbinden`,
      'Microsoft Entra mit Sequr verbinden',
    ],
    preview: (d) => `Drei Schritte bei Microsoft. Der Link gilt bis ${d.moment}.`,
    heading: (d) => `${d.invitedBy} bittet um Ihre Hilfe`,
    body: (d) =>
      `${d.organization} lässt über Sequr Microsoft Entra ID (Azure AD) entscheiden, wer die Türen öffnen darf. ${d.invitedBy} bittet Sie um den Teil, für den es einen Administrator bei Microsoft braucht.`,
    button: 'Einrichtung öffnen',
    stepsTitle: 'Was zu tun ist',
    steps: [
      'Melden Sie sich bei Microsoft an und erlauben Sie Sequr, das Verzeichnis zu lesen.',
      'Erzeugen Sie das Token, mit dem Entra Sequr erreicht.',
      'Folgen Sie der Liste für Azure; sie hakt sich dabei selbst ab.',
    ],
    until: (d) =>
      `Der Link gilt bis ${d.moment}, einmal, in dem Browser, in dem Sie ihn öffnen, und nur für diese Einrichtung. Ein Konto bei Sequr brauchen Sie nicht.`,
    unexpected: (d) =>
      `Sie kennen ${d.invitedBy} oder ${d.organization} nicht? Dann ist nichts zu tun; ohne Sie geschieht nichts.`,
  },
  siteContact: {
    subjects: (d) => [`Stumm in ${d.property}: ${d.doors}`, `Stumm an Ihrem Standort: ${d.doors}`],
    preview: 'Sie lassen womöglich noch jemanden ein, dessen Zugang beendet ist.',
    heading: (d) => `Bitte sehen Sie nach Türen von ${d.property}`,
    body: (d) =>
      `${d.moment}: ${d.person} wurde der Zugang in ${d.property} entzogen. Die folgenden Türen haben seither nicht bei Sequr angefragt. Ist ihre Verbindung unterbrochen, lassen sie ${d.person} womöglich noch ein.`,
    silent: (d) => `Stumm seit ${d.moment}. Türsteuerung: ${d.controller}.`,
    stepsTitle: 'Was zu tun ist',
    steps: (d) => [
      'Prüfen Sie die Türsteuerung: Strom und Netzwerk.',
      `Lassen Sie diese Türen bewachen, bis sie sich wieder meldet. Kommt ${d.person}, verlangen Sie den Schlüssel oder die Karte.`,
      'Lässt es sich heute nicht beheben, schließen Sie diese Türen von Hand ab.',
    ],
    after: 'Sobald die Steuerung wieder da ist, merkt Sequr es selbst; Sie müssen nichts melden.',
    why: (d) =>
      `${d.askedBy} hat Sequr gebeten, Ihnen zu schreiben, weil ${d.organization} Sie als Kontakt von ${d.property} nennt.`,
  },
  alert: {
    since: (d) => `Seit ${d.moment}.`,
    affected: (d) => `Es betrifft ${d.people} und ${d.doors}.`,
    stillWorks: 'Was weiter funktioniert',
    why: (d) =>
      `Sie erhalten dies, weil Sie sich in Sequr um ${d.organization} kümmern. Wer es erhält, legen Sie unter „E-mails“, „Settings“ fest.`,
    fixedPreview: 'Sie müssen nichts tun.',
    entra_quiet: {
      subject: () => 'Microsoft Entra ist verstummt',
      what: (d) =>
        `Seit ${d.count} kam nichts von Microsoft Entra. Neue Personen und Änderungen warten, und wer in Microsoft ausscheidet, behält seine Türen, bis es sich wieder meldet.`,
      works:
        'Jede Tür öffnet für alle, die schon Zugang hatten. Von Hand können Sie Zugang entziehen.',
      button: 'Integration ansehen',
      fixed: () => 'Microsoft Entra meldet sich wieder',
      fixedWhat: 'Microsoft Entra hat sich wieder gemeldet. Was gewartet hat, kommt jetzt an.',
    },
    updates_missing: {
      subject: () => 'In Entra ist Update wohl ausgeschaltet',
      what: () =>
        'Von Microsoft Entra kommen Personen an, aber seit einer Woche oder länger hat es niemanden geändert. Vielleicht ist Update in der Zuordnung der Benutzer ausgeschaltet. Dann meldet es auch kein Ausscheiden: Wer geht, behielte seine Türen.',
      works:
        'Neue Personen bekommen ihre Türen und Schlüssel. Von Hand können Sie Zugang entziehen.',
      button: 'Zeigen, wo man es einschaltet',
      fixed: () => 'Entra sendet wieder Änderungen',
      fixedWhat: 'Microsoft Entra hat jemanden geändert, also ist Update eingeschaltet.',
    },
    sync_failing: {
      subject: () => 'Änderungen aus Microsoft Entra scheitern',
      what: (d) =>
        `Anfragen von Microsoft Entra, die nicht ausgeführt werden konnten: ${d.count}. Die betroffenen Personen bleiben, wie sie waren.`,
      works: 'Verstandene Anfragen wurden ausgeführt. Die anderen wiederholt Entra von selbst.',
      button: 'Fehler ansehen',
      fixed: () => 'Änderungen aus Entra kommen wieder an',
      fixedWhat: 'Die Anfragen von Microsoft Entra werden wieder fehlerfrei ausgeführt.',
    },
    removals_held: {
      subject: () => 'Entzüge warten auf Ihre Entscheidung',
      what: (d) =>
        `Mehr Personen, als Ihre Grenze erlaubt, würden den Zugang verlieren: ${d.count}. Entzogen wurde nichts; es wartet auf Sie.`,
      works:
        'Diese Personen behalten ihre Türen bis zur Entscheidung. Wer ausscheidet, wird nie zurückgehalten.',
      button: 'Jetzt entscheiden',
      fixed: () => 'Über die Entzüge ist entschieden',
      fixedWhat: 'Es wartet kein Entzug mehr.',
    },
    losses_applied: {
      subject: (d) => `Regeländerung entzog Zugang: ${d.count}`,
      what: (d) =>
        `${d.detail}: ${d.count} haben Zugang, einen Schlüssel oder eine Rolle verloren, mehr als Ihre Grenze. Die Zahl wurde beim Anwenden bestätigt.`,
      works:
        'Alle anderen behalten ihre Türen. Die vorige Fassung lässt sich nach einer Vorschau wiederherstellen.',
      button: 'Änderung ansehen',
      fixed: () => 'Regeländerung entzog Zugang',
      fixedWhat: 'Die Änderung ist angewendet.',
    },
    token_ending: {
      subject: (d) => `Entras Token läuft ab: noch ${d.days}`,
      what: (d) =>
        `Das Token mit der Endung …${d.detail}, mit dem Microsoft Entra Sequr erreicht, läuft ab: noch ${d.days}. Danach kommt nichts mehr an, auch kein Ausscheiden.`,
      works:
        'Bis dahin funktioniert alles. Ein neues Token kann neben dem alten eingesetzt werden.',
      button: 'Neues Token erstellen',
      fixed: () => 'Entras Token ist erneuert',
      fixedWhat: 'Das Token, das bald abgelaufen wäre, wurde ersetzt oder widerrufen.',
    },
    permission_lost: {
      subject: () => 'Microsoft hat eine Erlaubnis entzogen',
      what: (d) =>
        `Sequr darf das Verzeichnis bei Microsoft nicht mehr ganz lesen (${d.detail}) und kann deshalb keine Gruppen vorschlagen, bevor sie ankommen.`,
      works:
        'Personen und Änderungen, die Entra sendet, kommen weiter an, und jede Tür funktioniert.',
      button: 'Neu verbinden',
      fixed: () => 'Die Erlaubnis bei Microsoft ist zurück',
      fixedWhat: 'Sequr darf das Verzeichnis bei Microsoft wieder lesen.',
    },
    doors_unconfirmed: {
      subject: (d) => `Noch nicht bestätigt: ${d.count}`,
      what: (d) =>
        `Jemandem wurde Zugang entzogen, und seither hat sich ${d.detail} nicht gemeldet. Ist die Verbindung unterbrochen, lassen die Türen (${d.count}) womöglich noch ein, wen sie sich gemerkt haben.`,
      works:
        'Sequr selbst sagt vom ersten Moment an nein, und jede andere Tür fragt jedes Mal nach.',
      button: 'Zu den Türsteuerungen',
      fixed: () => 'Die Türen haben sich gemeldet',
      fixedWhat: 'Jede Türsteuerung hat sich gemeldet, seit zuletzt Zugang entzogen wurde.',
    },
    keys_not_picked_up: {
      subject: (d) => `Nicht eingerichtet: ${d.count}`,
      what: (d) =>
        `Ein Schlüssel wurde vor mehr als einer Woche gesendet und ist noch auf keinem Telefon: ${d.count}. Vielleicht steht gerade jemand vor einer Tür.`,
      works: 'Diese Schlüssel warten. Alle anderen funktionieren.',
      button: 'Ansehen, wer es ist',
      fixed: () => 'Alle Schlüssel sind eingerichtet',
      fixedWhat: 'Niemand wartet mehr mit einem Schlüssel, der nie eingerichtet wurde.',
    },
  },
}
