import { DEVICE_NAME_LENGTH_MAX } from '@/lib/kernel/device-names'
import type { KeyWords } from './en'

export const es: KeyWords = {
  title: 'Su llave',
  foot: 'Sequr guarda su nombre, su dirección de correo, en qué teléfono está su llave y qué puertas puede abrir. Nunca pregunta dónde está.',
  cancel: 'Cancelar',
  unknown: {
    title: 'No conocemos este enlace',
    text: 'Quizá se cortó en el correo. Ábralo otra vez desde allí.',
  },
  expired: {
    title: 'Este enlace ha caducado',
    text: 'Su acceso no ha cambiado. Un enlace nuevo tarda un minuto y nadie tiene que aprobarlo.',
    action: 'Enviarme un enlace nuevo',
    to: (email) =>
      email
        ? `Se envía a ${email} y a ningún otro sitio.`
        : 'Se envía únicamente a su propia dirección.',
  },
  replaced: {
    title: 'Hay un enlace más reciente',
    onItsWay: (email) =>
      `Va de camino a ${email ?? 'su dirección de correo'}. Ábralo en el teléfono que lleva hasta la puerta.`,
    sent: 'Abra el correo más reciente; su enlace sustituye a este.',
  },
  taken: {
    title: 'Este enlace se usó en otro dispositivo',
    text: (organization) =>
      `Una llave vive en un solo teléfono. Si no fue usted, avise ahora de que se ha perdido y dígaselo a ${organization}.`,
  },
  suspended: {
    lost: {
      title: 'Se avisó de la pérdida de esta llave',
      text: (organization) =>
        `No abre ninguna puerta. ${organization} está al corriente y puede poner su llave en otro teléfono o volver a activar esta.`,
    },
    hold: {
      title: 'Suspendida',
      text: (organization) =>
        `Por ahora esta llave no abre ninguna puerta. Si cree que es un error, pregunte a ${organization}. Cuando vuelva a abrir, esta página lo dirá por sí sola.`,
    },
  },
  ended: {
    title: 'Terminada',
    text: (organization) =>
      `Esta llave ya no abre ninguna puerta. Si cree que es un error, pregunte a ${organization}.`,
  },
  ready: {
    title: (name) => `${name}, su llave está lista`,
    sender: (organization) =>
      `${organization} le da esta llave de sus puertas. Vivirá en el teléfono que lleva consigo.`,
    action: 'Continuar',
    once: 'Funciona una vez: desde entonces la llave pertenece solo a este dispositivo.',
    until: (moment) => `Este enlace funciona hasta el ${moment}.`,
    unexpected:
      '¿No lo esperaba? Salga de la página; no ocurre nada hasta que alguien pulse «Continuar».',
  },
  steps: {
    title: 'Tres pasos',
    list: (email) => [
      {
        what: 'Ponga esta página en la pantalla de inicio y ábrala desde allí.',
        why: 'Encontrará la llave enseguida ante la puerta y podrá leerla sin cobertura.',
      },
      {
        what: 'Pulse «Continuar» en ese teléfono.',
        why: `Así la llave queda unida a usted${email ? ` (${email})` : ''} y a ese teléfono, y nadie más puede usar el enlace.`,
      },
      {
        what: 'Permita Bluetooth y las notificaciones cuando el teléfono lo pregunte.',
        why: 'Bluetooth habla con el lector, a un palmo de distancia; las notificaciones le avisan cuando cambian sus puertas.',
      },
    ],
    phonesTitle: 'Cómo ponerla en la pantalla de inicio',
    iphone: {
      needs: 'iOS 16.4 o posterior',
      how: 'En Safari, pulse «Compartir» y después «Añadir a pantalla de inicio».',
    },
    android: {
      needs: 'Android 10 o posterior',
      how: 'En Chrome, abra el menú y elija «Añadir a pantalla de inicio» o «Instalar aplicación».',
    },
  },
  computer: {
    title: '¿Está en un ordenador?',
    text: 'Escanee esto con la cámara del teléfono que lleva hasta la puerta.',
    alt: 'Código QR con la dirección de esta página',
  },
  opens: {
    title: 'Qué abre',
    none: 'Ninguna puerta por el momento. Aparecerán aquí cuando se las den.',
    firstDay: (moment) => `A partir del ${moment}; antes no se abre ninguna puerta.`,
    dayOne: 'En su primer día:',
  },
  active: {
    state: 'Activa',
    since: (moment) => `Desde el ${moment}.`,
    atDoor: 'Ante la puerta, acerque el teléfono a 5 cm del lector con la pantalla encendida.',
    offline: (time) => `Sin conexión, a las ${time}`,
    offlineText: 'Esta página no puede ver ahora si la llave sigue abriendo. Las puertas lo saben.',
  },
  phone: {
    called: (device) => `Este teléfono: ${device}`,
    change: 'Cambiar el nombre',
    question: '¿Qué teléfono es este?',
    why: (organization) =>
      `${organization} ve el nombre junto a su llave y así sabe de qué teléfono se trata si se pierde uno.`,
    name: 'Nombre de este teléfono',
    other: 'Otro nombre',
    save: 'Guardar el nombre',
    refusals: {
      invalid: `Un nombre tiene como máximo ${DEVICE_NAME_LENGTH_MAX} caracteres: letras, cifras, espacios y los signos - + . , & ’ _ / ( ). Empieza por una letra o una cifra.`,
      unavailable: 'Hoy ya se cambió el nombre muchas veces. Inténtelo de nuevo mañana.',
    },
  },
  card: {
    action: 'Pedir una tarjeta en su lugar',
    why: '¿No tiene smartphone o prefiere una tarjeta? Una pulsación, y se avisa a un administrador.',
    asked:
      'Ha pedido una tarjeta. Se avisó a un administrador; hasta que la tenga, este enlace sigue funcionando.',
  },
  lost: {
    action: 'Avisar de que se ha perdido',
    why: '¿Ha perdido el teléfono? La llave que contiene se detiene al instante.',
    question: '¿Avisar de que esta llave se ha perdido?',
    consequence:
      'Desde este momento no abre ninguna puerta. Solo un administrador puede volver a activarla o poner su llave en otro teléfono.',
    confirm: 'Sí, se ha perdido',
  },
  ask: {
    title: '¿Preguntas?',
    contact: (contact) => [contact.name, contact.email, contact.phone].filter(Boolean).join(', '),
    organization: (organization) =>
      `Diríjase a quienes se ocupan de las oficinas de ${organization}.`,
  },
  refusals: {
    not_found: 'No conocemos este enlace. Quizá se cortó.',
    expired: 'No se ha cambiado nada: este enlace o su llave ha terminado entretanto.',
    conflict: 'No se ha cambiado nada: entretanto ocurrió algo, y esta página ya lo muestra.',
    unavailable:
      'Hoy ya se enviaron varios enlaces. Busque el correo más reciente o inténtelo de nuevo mañana.',
    noAnswer:
      'Sequr no respondió. Compruebe la conexión e inténtelo de nuevo; esta página muestra si algo ha cambiado.',
    other: (reference) =>
      `Algo ha fallado por nuestra parte (referencia ${reference}). No se ha cambiado nada.`,
  },
  app: {
    name: (organization) => `Llave de ${organization}`,
    unknown: 'Llave',
    short: 'Llave',
  },
}
