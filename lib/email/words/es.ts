import type { Words } from './en'

export const es: Words = {
  from: (organization) => `${organization} a través de Sequr`,
  doors: (count) => (count === 1 ? '1 puerta' : `${count} puertas`),
  people: (count) => (count === 1 ? '1 persona' : `${count} personas`),
  days: (count) => (count === 1 ? '1 día' : `${count} días`),
  questions: '¿Preguntas?',
  askContact: (names) => `Diríjase a ${names.list}.`,
  askOrganization: (d) => `Diríjase a quienes se ocupan de las oficinas de ${d.organization}.`,
  invitation: {
    subjects: (d) => [
      `Su llave de ${d.organization} ${d.property} está lista`,
      `Su llave de ${d.property} está lista`,
      `Su llave de ${d.organization} está lista`,
      'La llave de su puerta está lista',
    ],
    subjectMany: (d) => [`Sus llaves de ${d.organization} están listas`, 'Sus llaves están listas'],
    preview: (d) => `Configúrela en su teléfono antes del ${d.moment}. Tarda un minuto.`,
    greetings: {
      new: (d) => `Hola, ${d.firstName}: su llave está lista`,
      back: (d) => `Le damos de nuevo la bienvenida, ${d.firstName}`,
      again: (d) => `Hola, ${d.firstName}: aquí tiene su nuevo enlace`,
    },
    because: {
      entra: (d) =>
        `${d.organization} le ha dado de alta en Microsoft. Esta es su llave de las puertas; vive en su teléfono.`,
      local: (d) =>
        `${d.organization} le ha dado de alta en su directorio. Esta es su llave de las puertas; vive en su teléfono.`,
      back: (d) =>
        `${d.organization} vuelve a abrirle sus puertas. Esta es una llave nueva: sustituye a la anterior, que sigue desactivada.`,
      again: (d) =>
        `Este enlace sustituye al anterior de su llave de ${d.organization}. El anterior ya no funciona.`,
    },
    button: 'Configurar mi llave',
    qrAlt: 'Código QR con el enlace del botón de arriba',
    qr: '¿Está en un ordenador? Escanee el código con la cámara del teléfono.',
    typeIt: 'O escriba esta dirección en el teléfono:',
    phones: ['iPhone con iOS 16.4 o posterior', 'Android 10 o posterior'],
    noStore:
      'No hace falta ninguna tienda: su llave es una página que guarda en la pantalla de inicio.',
    stepsTitle: 'Tres pasos',
    steps: (d) => [
      {
        what: 'Abra el enlace en su teléfono.',
        why: 'La llave vivirá en el teléfono que lleva hasta la puerta.',
      },
      {
        what: 'Pulse «Continuar».',
        why: `Así la llave queda unida a usted (${d.email}) y a ese teléfono, y nadie más puede usar el enlace.`,
      },
      {
        what: 'Añada la página a la pantalla de inicio.',
        why: 'La encontrará enseguida ante la puerta, sin buscar este correo.',
      },
    ],
    opensTitle: 'Qué abre',
    noDoors: 'Todavía ninguna puerta. Aparecerán solas en la página.',
    firstDay: (d) => `Su primer día es el ${d.moment}.`,
    dayOne: 'En su primer día:',
    atDoorTitle: 'Ante la puerta',
    atDoor: 'Acerque el teléfono a 5 cm del lector, con la pantalla encendida.',
    untilTitle: 'Hasta cuándo funciona el enlace',
    until: (d) =>
      `Hasta el ${d.moment}, y una sola vez. Después, abra la misma página y pida uno nuevo; nadie tiene que aprobarlo.`,
    otherTitle: '¿Sin teléfono, o lo ha perdido?',
    card: 'Pedir una tarjeta',
    cardWhy: 'Una pulsación en la página y se avisa a la administración.',
    lost: 'Comunicar un teléfono perdido',
    lostWhy: 'La llave que contiene deja de funcionar en el acto.',
    privacy:
      'La página guarda su nombre, su correo y qué puertas puede abrir. Nunca pide su ubicación.',
    unexpected: (d) =>
      `¿No esperaba este correo? Ignórelo o avise a ${d.organization}. El enlace no hace nada hasta que alguien pulsa «Continuar».`,
  },
  reminder: {
    subjects: (d) => [
      `Aún tiene ${d.days}: llave de ${d.organization}`,
      `Aún tiene ${d.days} para su llave`,
    ],
    preview: (d) => `El enlace funciona hasta el ${d.moment}.`,
    heading: (d) => `${d.firstName}, su llave sigue esperando`,
    body: (d) =>
      `Su llave de ${d.organization} está lista, pero aún no está en ningún teléfono. El enlace funciona hasta el ${d.moment}.`,
    after: 'Más tarde, la misma página le da un enlace nuevo.',
    last: 'Este es el último recordatorio.',
    done: '¿Usa una tarjeta o no necesita la llave? Entonces no tiene que hacer nada.',
  },
  changed: {
    subjects: (d) => [`Su acceso en ${d.organization} ha cambiado`, 'Su acceso ha cambiado'],
    preview: 'Qué abre su llave a partir de ahora.',
    heading: 'Su acceso ha cambiado',
    hello: (d) =>
      `Hola, ${d.firstName}: ${d.organization} ha cambiado los lugares que usted puede abrir.`,
    nothingToDo: 'No tiene que hacer nada.',
    newKey: 'Su llave anterior allí sigue desactivada; configure la nueva en su teléfono.',
    gained: 'Ahora puede abrir',
    lost: 'Ya no puede abrir',
    others: 'Todo lo demás sigue igual.',
  },
  ended: {
    subjects: (d) => [`Su acceso en ${d.organization} ha terminado`, 'Su acceso ha terminado'],
    preview: 'Su llave está desactivada.',
    heading: 'Su acceso ha terminado',
    body: (d) =>
      `Hola, ${d.firstName}: su llave de ${d.organization} ya no abre ninguna puerta. Puede quitar la página de su teléfono.`,
  },
  revoked: {
    subjects: (d) => [
      `Su llave de ${d.organization} está desactivada`,
      'Su llave está desactivada',
    ],
    preview: 'Ya no abre puertas.',
    heading: 'Su llave está desactivada',
    body: (d) =>
      `Hola, ${d.firstName}: su llave móvil de ${d.organization}, ${d.property}, ya no abre ninguna puerta. Si recibe una nueva, llegará en un correo propio.`,
  },
  newPhone: {
    subjects: (d) => [
      `Llave de ${d.organization}: teléfono nuevo`,
      'Su llave está en un teléfono nuevo',
    ],
    preview: 'El teléfono anterior ya no abre puertas.',
    heading: 'Su llave está en un teléfono nuevo',
    body: (d) =>
      `Hola, ${d.firstName}: su llave de ${d.organization} se configuró en ${d.device} el ${d.moment}. El teléfono que la tenía antes ya no abre ninguna puerta.`,
    notYou: '¿No ha sido usted? Avísenos enseguida:',
  },
  emailChanged: {
    subjects: (d) => [
      `Nueva dirección para su llave de ${d.organization}`,
      'Nueva dirección de correo para su llave',
    ],
    preview: 'Su llave sigue como está.',
    heading: 'Su dirección de correo ha cambiado',
    body: (d) =>
      `Hola, ${d.firstName}: ${d.organization} ha cambiado su dirección de correo. Desde ahora, los mensajes sobre su llave llegan a esta. La llave sigue en su teléfono y abre lo mismo que antes.`,
    notYou: '¿Es un error? Díganoslo:',
  },
  signIn: {
    subject: 'Su enlace para entrar en Sequr',
    preview: 'Funciona una vez, durante 15 minutos.',
    heading: 'Entrar en Sequr',
    body: 'Pulse el botón en el dispositivo en el que pidió el enlace. Funciona una vez, durante 15 minutos.',
    button: 'Entrar',
    unexpected: '¿No lo ha pedido? Ignórelo; sin el enlace nadie puede entrar.',
  },
  setUp: {
    subjects: (d) => [
      `Ayude a conectar ${d.organization} con Microsoft`,
      'Ayude a conectar Microsoft Entra con Sequr',
    ],
    preview: (d) => `Tres pasos en Microsoft. El enlace sirve hasta el ${d.moment}.`,
    heading: (d) => `${d.invitedBy} le pide ayuda`,
    body: (d) =>
      `${d.organization} deja que Microsoft Entra ID (Azure AD) decida, a través de Sequr, quién puede abrir sus puertas. ${d.invitedBy} le pide la parte que necesita un administrador de Microsoft.`,
    button: 'Abrir la configuración',
    stepsTitle: 'Lo que hará',
    steps: [
      'Inicie sesión en Microsoft y permita que Sequr lea el directorio.',
      'Cree el token con el que Entra llega a Sequr.',
      'Siga la lista de Azure; se marca sola a medida que avanza.',
    ],
    until: (d) =>
      `El enlace sirve hasta el ${d.moment}, una vez, en el navegador en que lo abra y solo para esta configuración. No necesita una cuenta de Sequr.`,
    unexpected: (d) =>
      `¿No conoce a ${d.invitedBy} ni a ${d.organization}? Ignore este mensaje; sin usted no ocurre nada.`,
  },
  siteContact: {
    subjects: (d) => [`Sin respuesta en ${d.property}: ${d.doors}`, `Sin respuesta: ${d.doors}`],
    preview: 'Quizá dejen pasar todavía a alguien cuyo acceso ha terminado.',
    heading: (d) => `Revise puertas de ${d.property}, por favor`,
    body: (d) =>
      `El ${d.moment} se retiró el acceso de ${d.person} a ${d.property}. Las puertas siguientes no han consultado a Sequr desde entonces. Si están sin conexión, quizá dejen pasar todavía a ${d.person}.`,
    silent: (d) => `Sin respuesta desde el ${d.moment}. Controlador: ${d.controller}.`,
    stepsTitle: 'Qué hacer',
    steps: (d) => [
      'Revise el controlador: su corriente y su red.',
      `Hasta que vuelva, haga vigilar estas puertas. Si viene ${d.person}, pídale la llave o la tarjeta.`,
      'Si hoy no se puede arreglar, cierre estas puertas a mano.',
    ],
    after: 'Cuando el controlador vuelva, Sequr lo nota solo; no tiene que avisar.',
    why: (d) =>
      `${d.askedBy} pidió a Sequr que le avisara, porque ${d.organization} le nombra contacto de ${d.property}.`,
  },
  alert: {
    since: (d) => `Desde el ${d.moment}.`,
    affected: (d) => `Afecta a ${d.people} y ${d.doors}.`,
    stillWorks: 'Qué sigue funcionando',
    why: (d) =>
      `Recibe este correo porque se ocupa de ${d.organization} en Sequr. Quién lo recibe se elige en «E-mails», «Settings».`,
    fixedPreview: 'No tiene que hacer nada.',
    entra_quiet: {
      subject: () => 'Microsoft Entra no da señales',
      what: (d) =>
        `Desde hace ${d.count} no llega nada de Microsoft Entra. Las altas y los cambios esperan, y quien se va en Microsoft conserva sus puertas hasta que vuelva a llamar.`,
      works: 'Las puertas abren a quienes ya tenían acceso. Puede retirar accesos a mano.',
      button: 'Ver la integración',
      fixed: () => 'Microsoft Entra vuelve a llamar',
      fixedWhat: 'Microsoft Entra ha vuelto a llamar. Lo que esperaba llega ahora.',
    },
    updates_missing: {
      subject: () => 'Quizá Entra tenga Update desactivado',
      what: () =>
        'Llegan personas de Microsoft Entra, pero desde hace una semana o más no ha cambiado a nadie. Quizá Update esté desactivado en su asignación de usuarios. Entonces tampoco avisa de las bajas: quien se va conservaría sus puertas.',
      works: 'Las altas reciben sus puertas y llaves. Puede retirar accesos a mano.',
      button: 'Ver dónde se activa',
      fixed: () => 'Entra vuelve a enviar cambios',
      fixedWhat: 'Microsoft Entra ha cambiado a alguien, así que Update está activado.',
    },
    sync_failing: {
      subject: () => 'Fallan los cambios de Microsoft Entra',
      what: (d) =>
        `Peticiones de Microsoft Entra que no se pudieron cumplir: ${d.count}. Las personas de las que hablan siguen como estaban.`,
      works: 'Lo que se entendió se hizo. Entra vuelve a intentar lo demás por sí solo.',
      button: 'Ver qué falló',
      fixed: () => 'Los cambios de Entra vuelven a llegar',
      fixedWhat: 'Las peticiones de Microsoft Entra vuelven a cumplirse sin fallos.',
    },
    removals_held: {
      subject: () => 'Hay bajas que esperan su decisión',
      what: (d) =>
        `Perderían el acceso más personas que su límite: ${d.count}. No se ha quitado nada; espera su decisión.`,
      works: 'Estas personas conservan sus puertas hasta que decida. Quien se va nunca se retiene.',
      button: 'Decidir ahora',
      fixed: () => 'Las bajas retenidas están decididas',
      fixedWhat: 'Ya no espera ninguna baja.',
    },
    losses_applied: {
      subject: (d) => `Cambio de reglas, sin acceso: ${d.count}`,
      what: (d) =>
        `${d.detail}: ${d.count} han perdido el acceso, una llave o un rol, más que su límite. Quien lo aplicó confirmó el número.`,
      works:
        'Los demás conservan sus puertas. La versión anterior se puede restaurar tras una vista previa.',
      button: 'Ver qué cambió',
      fixed: () => 'Un cambio de reglas quitó el acceso',
      fixedWhat: 'El cambio está aplicado.',
    },
    token_ending: {
      subject: (d) => `El token de Entra caduca en ${d.days}`,
      what: (d) =>
        `El token que termina en …${d.detail}, con el que Microsoft Entra llega a Sequr, caduca en ${d.days}. Después no llegará nada, tampoco las bajas.`,
      works: 'Hasta entonces todo funciona. Se puede poner un token nuevo junto al antiguo.',
      button: 'Crear un token nuevo',
      fixed: () => 'El token de Entra está renovado',
      fixedWhat: 'El token que iba a caducar se ha sustituido o revocado.',
    },
    permission_lost: {
      subject: () => 'Microsoft ha retirado un permiso',
      what: (d) =>
        `Sequr ya no puede leer todo el directorio en Microsoft (${d.detail}), así que no puede sugerir grupos antes de que lleguen.`,
      works: 'Siguen llegando las personas y los cambios que envía Entra, y funcionan las puertas.',
      button: 'Conectar de nuevo',
      fixed: () => 'El permiso en Microsoft ha vuelto',
      fixedWhat: 'Sequr puede leer de nuevo el directorio en Microsoft.',
    },
    doors_unconfirmed: {
      subject: (d) => `Aún sin confirmar: ${d.count}`,
      what: (d) =>
        `Se ha retirado el acceso a alguien y ${d.detail} no ha dado señales desde entonces. Si está sin conexión, sus puertas (${d.count}) quizá dejen pasar todavía a quien recuerdan.`,
      works: 'Sequr dice que no desde el primer momento, y las demás puertas preguntan cada vez.',
      button: 'Ver los controladores',
      fixed: () => 'Las puertas han confirmado',
      fixedWhat: 'Todos los controladores han dado señales desde la última retirada de acceso.',
    },
    keys_not_picked_up: {
      subject: (d) => `Llaves sin configurar: ${d.count}`,
      what: (d) =>
        `Se envió una llave hace más de una semana y no está en ningún teléfono: ${d.count}. Puede que alguien esté ante una puerta.`,
      works: 'Esas llaves esperan. Las demás funcionan.',
      button: 'Ver quiénes son',
      fixed: () => 'Todas las llaves están configuradas',
      fixedWhat: 'Nadie espera ya con una llave sin configurar.',
    },
  },
}
