import type { NAMED_IN } from './names.ts';
import type { Asked } from './questions.ts';

/** Answers in the languages beside English and Spanish, by topic. */
export type TranslatedQuestions = Readonly<Record<string, Record<(typeof NAMED_IN)[number], Asked>>>;

export const shopQuestionsTranslated: TranslatedQuestions = {
  delivery: {
    pt: asked(
      'Quanto tempo leva a entrega?',
      ['quando chega', 'prazo de entrega', 'quantos dias demora'],
      'A entrega leva até 5 dias. Com o pedido você recebe a data prevista, e uma mensagem quando ele sai da loja.',
    ),
    fr: asked(
      'Combien de temps prend la livraison ?',
      ['quand est-ce livré', 'délai de livraison', 'combien de jours'],
      'La livraison prend 5 jours au plus. Vous recevez la date prévue avec la commande, et un message quand elle part.',
    ),
    'hi-Latn': asked(
      'Delivery mein kitna samay lagta hai?',
      ['delivery kitne din mein hoti hai', 'kitne din lagenge', 'saaman kab tak milega'],
      'Delivery mein 5 din tak lagte hain. Order ke saath tareekh milti hai, aur nikalne par ek message.',
    ),
  },
  'shipping-cost': {
    pt: asked(
      'Quanto custa o frete?',
      ['valor do frete', 'frete grátis', 'taxa de entrega'],
      'O frete dentro dos Estados Unidos é grátis. Ainda não enviamos para outros países.',
    ),
    fr: asked(
      'Combien coûte la livraison ?',
      ['frais de port', 'frais de livraison', 'livraison gratuite'],
      "La livraison aux États-Unis est gratuite. Nous n'expédions pas encore à l'étranger.",
    ),
    'hi-Latn': asked(
      'Delivery ka kharcha kitna hai?',
      ['delivery charge kitna hai', 'shipping free hai kya', 'delivery ke paise'],
      'United States mein delivery muft hai. Abhi hum doosre deshon mein nahi bhejte.',
    ),
  },
  returns: {
    pt: asked(
      'Posso devolver ou trocar algo?',
      ['quero devolver', 'como faço uma troca', 'política de devolução'],
      'Sim, em até 30 dias, sem uso e com a etiqueta. Escreva "humano" aqui e enviamos uma etiqueta grátis para devolver ou trocar o tamanho.',
    ),
    fr: asked(
      'Puis-je retourner ou échanger un article ?',
      ['je veux retourner', 'faire un échange', 'politique de retour'],
      'Oui, sous 30 jours, non porté et avec son étiquette. Écrivez "humain" ici et nous vous envoyons une étiquette gratuite pour le rendre ou changer de taille.',
    ),
    'hi-Latn': asked(
      'Kya main kuch wapas ya badal sakta hoon?',
      ['return karna hai', 'exchange kaise karein', 'size badalna hai'],
      'Haan, 30 din ke andar, bina pehna aur label ke saath. Yahan "agent" likhiye, hum muft return label bhejenge, paise wapas ya doosre size ke liye.',
    ),
  },
  payment: {
    pt: asked(
      'Como posso pagar?',
      ['formas de pagamento', 'aceitam cartão', 'posso pagar em dinheiro'],
      'Você paga na entrega, com cartão ou em dinheiro. Não é preciso pagar antes.',
    ),
    fr: asked(
      'Comment puis-je payer ?',
      ['moyens de paiement', 'acceptez-vous la carte', 'payer en espèces'],
      "Vous payez à la livraison, par carte ou en espèces. Rien n'est à payer d'avance.",
    ),
    'hi-Latn': asked(
      'Payment kaise karoon?',
      ['payment ke tareeke', 'card chalega kya', 'cash on delivery hai kya'],
      'Aap delivery par dete hain, card se ya cash. Pehle se kuch dena nahi hai.',
    ),
  },
  'opening-hours': {
    pt: asked(
      'Quando vocês abrem?',
      ['horário de funcionamento', 'que horas abre', 'abrem no domingo'],
      'A loja abre de segunda a sábado, das 10h às 19h. Aqui no chat você pode pedir a qualquer hora.',
    ),
    fr: asked(
      'Quand êtes-vous ouverts ?',
      ["horaires d'ouverture", 'à quelle heure ouvrez-vous', 'ouvert le dimanche'],
      'La boutique est ouverte du lundi au samedi, de 10 h à 19 h. Ici, vous pouvez commander à toute heure.',
    ),
    'hi-Latn': asked(
      'Dukaan kab khuli rehti hai?',
      ['dukaan kab khulti hai', 'kitne baje band hoti hai', 'sunday ko khula hai kya'],
      'Dukaan somvaar se shanivaar, 10 se 7 baje tak khuli hai. Is chat par aap kabhi bhi order kar sakte hain.',
    ),
  },
  sizes: {
    pt: asked(
      'Qual tamanho me serve?',
      ['tabela de medidas', 'qual o meu tamanho', 'veste pequeno'],
      'Nossas roupas vestem normal. Peito em centímetros: S 91–97, M 98–104, L 105–112, XL 113–120. Na dúvida, escolha o maior.',
    ),
    fr: asked(
      'Quelle taille me va ?',
      ['guide des tailles', 'quelle est ma taille', 'taille petit'],
      'Nos vêtements taillent normalement. Tour de poitrine en centimètres : S 91–97, M 98–104, L 105–112, XL 113–120. En cas de doute, prenez la plus grande.',
    ),
    'hi-Latn': asked(
      'Mujhe kaunsa size aayega?',
      ['size chart', 'mera size kya hai', 'size chhota aata hai kya'],
      'Hamare kapde normal size ke hain. Seena centimetre mein: S 91–97, M 98–104, L 105–112, XL 113–120. Shak ho to bada lijiye.',
    ),
  },
  location: {
    pt: asked(
      'Onde fica a loja?',
      ['qual o endereço', 'onde vocês ficam', 'posso retirar na loja'],
      'Em 14 Harbour Street, Portland, Maine 04101. Você também pode retirar seu pedido lá.',
    ),
    fr: asked(
      'Où est la boutique ?',
      ['quelle est votre adresse', 'où êtes-vous', 'retrait en magasin'],
      'Au 14 Harbour Street, Portland, Maine 04101. Vous pouvez aussi y retirer votre commande.',
    ),
    'hi-Latn': asked(
      'Dukaan kahan hai?',
      ['aapka pata kya hai', 'aap kahan hain', 'dukaan se le sakte hain kya'],
      '14 Harbour Street, Portland, Maine 04101 par. Aap apna order wahan se bhi le sakte hain.',
    ),
  },
};

export const factoryQuestionsTranslated: TranslatedQuestions = {
  'lead-time': {
    pt: asked(
      'Quanto tempo até meu pedido ser entregue?',
      ['prazo de produção', 'quando chega', 'quantas semanas demora'],
      'O que está em estoque sai em até 5 dias. Séries maiores levam de duas a três semanas; cada pedido mostra sua data.',
    ),
    fr: asked(
      'Quand ma commande sera-t-elle livrée ?',
      ['délai de fabrication', 'délai de livraison', 'combien de semaines'],
      'Ce qui est en stock part sous 5 jours. Les grandes séries prennent deux à trois semaines ; chaque commande indique sa date.',
    ),
    'hi-Latn': asked(
      'Order aane mein kitna samay lagega?',
      ['kitne din lagenge', 'kitne hafte lagenge', 'banne mein kitna time'],
      'Jo stock mein hai woh 5 din mein nikalta hai. Bade order mein do se teen hafte lagte hain; har order apni tareekh dikhata hai.',
    ),
  },
  'minimum-order': {
    pt: asked(
      'Há um pedido mínimo?',
      ['quantidade mínima', 'posso pedir só um'],
      'Não para os modelos em estoque. Cores e tamanhos próprios começam em 20 peças do mesmo modelo.',
    ),
    fr: asked(
      'Y a-t-il une commande minimale ?',
      ['quantité minimale', 'puis-je en commander une seule'],
      'Non pour les modèles en stock. Les couleurs et tailles sur mesure commencent à 20 pièces du même modèle.',
    ),
    'hi-Latn': asked(
      'Kam se kam kitna order karna hota hai?',
      ['minimum order kitna hai', 'ek hi le sakte hain kya'],
      'Stock ke model ke liye koi minimum nahi. Apne rang aur size ek model ke 20 se shuru hote hain.',
    ),
  },
  warranty: {
    pt: asked(
      'O que a garantia cobre?',
      ['tem garantia', 'quantos anos de garantia'],
      'Cinco anos nas estruturas, dois em estofado e partes móveis. Relate o defeito pelo menu, com foto se puder, e nós consertamos ou trocamos.',
    ),
    fr: asked(
      'Que couvre la garantie ?',
      ['y a-t-il une garantie', 'durée de la garantie'],
      'Cinq ans sur les structures, deux sur les garnitures et pièces mobiles. Signalez le défaut depuis le menu, avec une photo si possible, et nous réparons ou remplaçons.',
    ),
    'hi-Latn': asked(
      'Warranty mein kya aata hai?',
      ['warranty hai kya', 'kitne saal ki warranty'],
      'Frame par paanch saal, gaddi aur hilne wale hisson par do saal. Menu se kharabi bataiye, ho sake to photo ke saath, hum theek karenge ya badlenge.',
    ),
  },
  'change-order': {
    pt: asked(
      'Posso mudar ou cancelar meu pedido?',
      ['quero mudar o pedido', 'alterar meu pedido'],
      'Até ele ser enviado, sim. Escreva "humano" e informe o número do pedido.',
    ),
    fr: asked(
      'Puis-je modifier ou annuler ma commande ?',
      ['modifier ma commande', 'changer la commande'],
      'Oui, tant qu’elle n’est pas partie. Écrivez "humain" et donnez-nous le numéro de commande.',
    ),
    'hi-Latn': asked(
      'Kya main order badal ya cancel kar sakta hoon?',
      ['order badalna hai', 'order mein badlav'],
      'Bheje jaane tak, haan. "agent" likhiye aur order number bataiye.',
    ),
  },
  defects: {
    pt: asked(
      'O que acontece depois que relato um defeito?',
      ['quanto demora o conserto', 'o que fazem com o defeito'],
      'Você recebe um número na hora. A qualidade verifica em um dia, e você acompanha pelo menu. A maioria se resolve em 3 dias.',
    ),
    fr: asked(
      'Que se passe-t-il après un signalement ?',
      ['combien de temps pour réparer', 'suite du signalement'],
      'Vous recevez un numéro aussitôt. La qualité l’examine dans la journée, et vous suivez l’avancement depuis le menu. La plupart sont résolus en 3 jours.',
    ),
    'hi-Latn': asked(
      'Kharabi batane ke baad kya hota hai?',
      ['theek hone mein kitna time', 'kharabi ka kya karte hain'],
      'Aapko turant ek number milta hai. Quality ek din mein dekhti hai, aur aap menu se dekh sakte hain. Zyadatar 3 din mein hal ho jaati hain.',
    ),
  },
  visits: {
    pt: asked(
      'Posso visitar a fábrica?',
      ['visita à fábrica', 'onde fica a fábrica'],
      'Com prazer, de segunda a sexta das 9h às 16h, em 220 Mill Road, Dayton, Ohio 45402. Avise um dia antes.',
    ),
    fr: asked(
      "Puis-je visiter l'usine ?",
      ["visite de l'usine", "où est l'usine"],
      'Volontiers, en semaine de 9 h à 16 h, au 220 Mill Road, Dayton, Ohio 45402. Prévenez-nous la veille.',
    ),
    'hi-Latn': asked(
      'Kya main factory dekhne aa sakta hoon?',
      ['factory dekhna hai', 'factory kahan hai'],
      'Zaroor, somvaar se shukravaar 9 se 4 baje, 220 Mill Road, Dayton, Ohio 45402 par. Ek din pehle bata dijiye.',
    ),
  },
  'opening-hours': {
    pt: asked(
      'Quando posso falar com vocês?',
      ['horário de atendimento', 'que horas atendem'],
      'Atendemos em dias úteis das 8h às 18h. Pedidos, defeitos e produção estão aqui a qualquer hora.',
    ),
    fr: asked(
      'Quand puis-je vous joindre ?',
      ["horaires d'ouverture", 'à quelle heure répondez-vous'],
      'Nous répondons en semaine de 8 h à 18 h. Commandes, défauts et production se consultent ici à toute heure.',
    ),
    'hi-Latn': asked(
      'Aapse kab baat ho sakti hai?',
      ['kitne baje khulte hain', 'office ka samay'],
      'Hum somvaar se shukravaar 8 se 6 baje jawab dete hain. Orders, kharabi aur schedule yahan kabhi bhi dekhiye.',
    ),
  },
};

function asked(question: string, variants: string[], answer: string): Asked {
  return { question, variants, answer };
}
