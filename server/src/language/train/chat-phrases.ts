/**
 * What people write to shops, by language: whole phrases, and patterns into which numbers (`#`), colours (`%`) and
 * things (`@`) are put. News text, from which the rest of the language model is trained, has nothing of the kind, and
 * there is no other source for Hindi in Latin letters.
 */
export type ChatPhrases = { phrases: string[]; patterns: string[]; numbers: string; colours: string; things: string };

/** Names of goods that stay English in any language, so that they speak for none. */
export const SHARED_THINGS = 'polo,t-shirt,hoodie,leggings,kurta,jeans,shorts,laptop,bluetooth,usb,biryani,pizza,taco,burger,lamp,pen,king size,yoga,cable,speaker,sneakers,M,L,XL,S,500g,1kg,2m,usb-c,500ml,1l';

export const CHAT_PHRASES: Record<string, ChatPhrases> = {
  en: {
    phrases: [
      'hi', 'hello there', 'good morning', 'good evening', 'hey how are you', 'thanks', 'thank you so much', 'ok thanks', 'yes please', 'no thanks', 'sorry', 'sure', 'never mind', 'cancel my order', 'where is my order', 'when will it arrive',
      'how much is it', 'how much is the delivery', 'is it in stock', 'do you have this in black', 'what sizes do you have', 'are you open today', 'what time do you close', 'can i talk to a human', 'make it two', 'no make that 3', 'remove the last one',
      'i need help', 'please call me', 'it arrived broken', 'my order never came', 'i want a refund', 'any discount', 'price please', 'same as last time', 'and another one', 'instead of the red one', 'what is the status', 'is the price the same', 'can you deliver today',
      'that is all', 'actually never mind', 'i changed my mind', 'send it to my office', 'can i pay by card', 'do you ship to the uk', 'big one please', 'the small one', 'everything in size', 'only the first one', 'not the blue one', 'two of them', 'oops i meant large', 'red one', 'drop the lamp', 'hmm better',
    ],
    patterns: ['i want # % @', '# % @ please', 'can i get # @', 'add # @ to my order', 'do you have % @', 'how much is the % @', 'buy # size @', '# @ in %', 'give me # @', 'need # @', '% @', '# @ and # % @', 'is the % @ available', 'send # @ pls', 'no wait, %', 'ill take # of the % ones', 'a % @', 'not the % @, the % @'],
    numbers: 'one,two,three,four,five,six,seven,eight,nine,ten,a dozen', colours: 'black,white,red,blue,green,yellow,grey,brown,purple,orange,large,small,leather,cotton,hot,mild',
    things: 'shirt,trousers,belt,sandals,shoes,sweater,backpack,notebook,rice,honey,olive oil,cookies,lemonade,ice cream,soap,pillow,sunglasses,bottle,milk,bread,eggs,flowers,chocolate cake,beanie,socks',
  },
  es: {
    phrases: [
      'hola', 'buenos días', 'buenas tardes', 'buenas', 'gracias', 'muchas gracias', 'sí', 'sí por favor', 'no gracias', 'vale', 'listo', 'perdón', 'cancela mi pedido', 'dónde está mi pedido', 'cuándo llega', 'cuánto cuesta', 'cuánto es el envío', 'cuánto vale',
      'hay en stock', 'tienen en negro', 'qué tallas tienen', 'están abiertos hoy', 'a qué hora cierran', 'quiero hablar con una persona', 'que sean dos', 'no, mejor tres', 'quita el último', 'necesito ayuda', 'llegó roto', 'no ha llegado', 'quiero un reembolso', 'algún descuento',
      'precio por favor', 'lo mismo de siempre', 'y otro más', 'en vez del rojo', 'eso es todo', 'mejor no', 'me lo envían a casa', 'puedo pagar con tarjeta', 'hacen envíos', 'todo en talla', 'solo el primero', 'el azul no', 'me das uno', 'xfa', 'porfa', 'quisiera saber', 'la grande', 'el chico', 'me pones', 'ya no lo quiero',
    ],
    patterns: ['quiero # @ %', 'me das # @', '# @ % por favor', 'necesito # @', 'tienen @ %', 'cuánto cuesta la @ %', 'agrega # @ a mi pedido', '@ %', '@ %, #', 'un @ y # @ %', 'una @ % porfa', 'quisiera pedir # @', 'hay @ %', 'mándame # @ %', 'talla %, # @', '# de @', '@ de %, no, mejor %', 'kiero # @ xfa'],
    numbers: 'uno,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,una docena de,medio kilo de', colours: 'negro,negra,blanco,rojo,rojas,azul,azules,verde,verdes,gris,marrón,morado,grande,pequeña,picante,de limón,de vainilla',
    things: 'camisa,camiseta,pantalón,cinturón,sandalias,zapatos,suéter,mochila,cuaderno,arroz,miel,aceite de oliva,galletas,limonada,helado,jabón,jabones,almohada,gafas de sol,botella,leche,pan,huevos,flores,pastel,gorro,altavoz,lámpara,bolígrafo',
  },
  pt: {
    phrases: [
      'oi', 'olá', 'bom dia', 'boa tarde', 'boa noite', 'obrigado', 'obrigada', 'muito obrigado', 'sim', 'sim por favor', 'não obrigado', 'tá bom', 'beleza', 'desculpa', 'cancela meu pedido', 'onde está meu pedido', 'quando chega', 'quanto custa', 'quanto é o frete', 'quanto é',
      'tem em estoque', 'tem em preto', 'quais tamanhos vocês têm', 'tem entrega hoje', 'que horas fecha', 'quero falar com uma pessoa', 'que sejam dois', 'não, melhor três', 'tira o último', 'preciso de ajuda', 'chegou quebrado', 'não chegou', 'quero reembolso', 'tem desconto',
      'preço por favor', 'o mesmo de sempre', 'e mais um', 'em vez do vermelho', 'é só isso', 'deixa pra lá', 'entregam em casa', 'posso pagar com pix', 'vocês entregam', 'tudo no tamanho', 'só o primeiro', 'o azul não', 'me vê um', 'a grande', 'vocês têm', 'não quero mais', 'vou querer', 'tem como', 'pode mandar',
    ],
    patterns: ['quero # @ %', 'me vê # @', '# @ % por favor', 'preciso de # @', 'vocês têm @ %', 'quanto custa a @ %', 'adiciona # @ no meu pedido', '@ %', '@ %, #', 'um @ e # @ %', 'uma @ %', 'gostaria de # @', 'tem @ %', 'manda # @ %', 'tamanho %, # @', '# de @', '@ de %, não, melhor %', 'tem @ de %'],
    numbers: 'um,dois,duas,três,quatro,cinco,seis,sete,oito,nove,dez,uma dúzia de,meio quilo de', colours: 'preto,preta,branco,brancas,vermelho,azul,azuis,verde,verdes,cinza,marrom,roxo,grande,pequena,apimentado,de limão,de baunilha,G,GG,P',
    things: 'camisa,camiseta,calça,cinto,sandálias,sapatos,suéter,mochila,caderno,arroz,mel,azeite,biscoitos,limonada,sorvete,sabonete,sabonetes,travesseiro,óculos de sol,garrafa,leite,pão,ovos,flores,bolo,gorro,caixa de som,luminária,caneta',
  },
  fr: {
    phrases: [
      'salut', 'bonjour', 'bonsoir', 'merci', 'merci beaucoup', 'oui', 'oui svp', 'non merci', "d'accord", 'pardon', 'annulez ma commande', 'où est ma commande', "quand est-ce que ça arrive", 'combien ça coûte', 'combien coûte la livraison', 'c’est combien', 'est-ce en stock', 'vous avez en noir',
      'quelles tailles avez-vous', "vous êtes ouverts aujourd'hui", 'vous fermez à quelle heure', 'je veux parler à quelqu’un', 'mettez-en deux', 'non, plutôt trois', 'enlevez le dernier', "j'ai besoin d'aide", "c'est arrivé cassé", "je n'ai rien reçu", 'je veux un remboursement', 'une réduction',
      'le prix svp', 'comme la dernière fois', 'et encore un', 'à la place du rouge', "c'est tout", 'laissez tomber', 'livrez-vous à domicile', 'je peux payer par carte', 'tout en taille', 'seulement le premier', 'pas le bleu', 'la grande', 'le petit', "je n'en veux plus", 's’il vous plaît', 'vous avez', 'je prends',
    ],
    patterns: ['je veux # @ %', 'je voudrais # @', '# @ % svp', "j'ai besoin de # @", 'avez-vous des @ %', 'combien coûte le @ %', 'ajoutez # @ à ma commande', '@ %', '@ %, #', 'un @ et # @ %', 'une @ %', 'donnez-moi # @', 'il y a des @ %', 'taille %, # @', '# @ à la %', 'une @ %, non %', '# @ taille %'],
    numbers: 'un,une,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,une douzaine de,un demi kilo de', colours: 'noir,noire,blanc,blancs,rouge,bleu,bleus,vert,verte,gris,marron,violet,grande,petite,épicé,au citron,à la vanille',
    things: "chemise,pantalon,ceinture,sandales,chaussures,pull,sac à dos,cahier,riz,miel,huile d'olive,biscuits,limonade,glace,savon,savons,oreiller,lunettes de soleil,bouteille,lait,pain,œufs,fleurs,gâteau,bonnet,enceinte,lampe,stylo",
  },
  de: {
    phrases: [
      'hallo', 'guten Tag', 'guten Morgen', 'guten Abend', 'danke', 'vielen Dank', 'ja', 'ja bitte', 'nein danke', 'in Ordnung', 'Entschuldigung', 'bitte stornieren Sie meine Bestellung', 'wo ist meine Bestellung', 'wann kommt es an', 'was kostet das', 'wie viel kostet der Versand', 'ist das auf Lager',
      'haben Sie das in Schwarz', 'welche Größen gibt es', 'haben Sie heute geöffnet', 'wann schließen Sie', 'ich möchte mit einem Menschen sprechen', 'doch lieber drei', 'ich brauche Hilfe', 'es kam kaputt an', 'ich möchte mein Geld zurück', 'gibt es Rabatt', 'wie immer', 'noch eins', 'statt dem roten', 'das ist alles', 'kann ich mit Karte zahlen', 'liefern Sie auch',
      'moin', 'servus', 'alles klar', 'den großen', 'das kleine', 'nicht das blaue', 'nur das erste',
    ],
    patterns: ['ich möchte # % @', '# % @ bitte', 'haben Sie % @', 'was kostet die % @', 'ich brauche # @', 'ich nehme # @', '% @', '# @ und # % @', 'ein @ in %', 'gibt es @ in %', 'bitte # @ dazu', 'ich hätte gern # @', 'Größe %, # @'],
    numbers: 'ein,eine,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,ein Dutzend,ein halbes Kilo', colours: 'schwarz,schwarze,weiß,weiße,rot,rote,blau,blaue,grün,grau,braun,groß,kleine,scharf',
    things: 'Hemd,Hose,Gürtel,Sandalen,Schuhe,Pullover,Rucksack,Heft,Reis,Honig,Olivenöl,Kekse,Limonade,Eis,Seife,Kissen,Sonnenbrille,Flasche,Milch,Brot,Eier,Blumen,Kuchen,Mütze,Lautsprecher,Lampe,Stift',
  },
  it: {
    phrases: [
      'ciao', 'buongiorno', 'buonasera', 'grazie', 'grazie mille', 'sì', 'sì grazie', 'no grazie', 'va bene', 'scusa', 'annulla il mio ordine', 'dove è il mio ordine', 'quando arriva', 'quanto costa', 'quanto costa la spedizione', 'è disponibile', 'lo avete in nero', 'che taglie avete', 'siete aperti oggi', 'a che ora chiudete', 'vorrei parlare con una persona',
      'anzi tre', 'ho bisogno di aiuto', 'è arrivato rotto', 'vorrei un rimborso', 'c’è uno sconto', 'il solito', 'ancora uno', 'invece del rosso', 'è tutto', 'posso pagare con la carta', 'consegnate a casa', 'quello grande', 'il piccolo', 'non quello blu', 'solo il primo', 'per favore', 'che prezzo ha', 'non mi interessa',
    ],
    patterns: ['vorrei # @ %', '# @ % per favore', 'avete @ %', 'quanto costa la @ %', 'mi serve # @', 'prendo # @', '@ %', '@ %, #', 'un @ e # @ %', 'aggiungi # @', 'mi dai # @', 'taglia %, # @', 'ci sono @ %'],
    numbers: 'uno,una,due,tre,quattro,cinque,sei,sette,otto,nove,dieci,una dozzina di,mezzo chilo di', colours: 'nero,nera,bianco,bianche,rosso,blu,azzurro,verde,verdi,grigio,marrone,grande,piccola,piccante,al limone',
    things: "camicia,maglietta,pantaloni,cintura,sandali,scarpe,maglione,zaino,quaderno,riso,miele,olio d'oliva,biscotti,limonata,gelato,sapone,cuscino,occhiali da sole,bottiglia,latte,pane,uova,fiori,torta,cappello,altoparlante,lampada,penna",
  },
  id: {
    phrases: [
      'halo', 'hai kak', 'selamat pagi', 'selamat siang', 'selamat malam', 'terima kasih', 'makasih', 'ya', 'iya kak', 'tidak', 'enggak makasih', 'oke', 'maaf', 'batalkan pesanan saya', 'di mana pesanan saya', 'kapan sampai', 'berapa harganya', 'ongkirnya berapa', 'ada stok', 'ada warna hitam', 'ukuran apa saja', 'buka hari ini', 'jam berapa tutup',
      'mau bicara dengan orang', 'jadi tiga saja', 'saya butuh bantuan', 'barangnya rusak', 'belum sampai', 'minta refund', 'ada diskon', 'seperti biasa', 'tambah satu lagi', 'ganti yang merah', 'itu saja', 'bisa bayar pakai kartu', 'bisa kirim ke rumah', 'yang besar', 'yang kecil', 'bukan yang biru', 'harganya berapa ya', 'masih ada gak kak', 'bisa cod',
    ],
    patterns: ['saya mau # @ %', 'pesan # @', '# @ % ya kak', 'ada @ %', 'berapa harga @ %', 'butuh # @', 'tambah # @', '@ %', '@ yang %, #', '# @ dan # @ %', 'tolong kirim # @', 'ukuran %, # @', 'beli # @ warna %'],
    numbers: 'satu,dua,tiga,empat,lima,enam,tujuh,delapan,sembilan,sepuluh,selusin,setengah kilo', colours: 'hitam,putih,merah,biru,hijau,kuning,abu-abu,cokelat,ungu,besar,kecil,pedas,rasa mangga',
    things: 'kemeja,kaos,celana,ikat pinggang,sandal,sepatu,tas,buku tulis,beras,madu,minyak,kue,es krim,sabun,bantal,kacamata,botol,susu,roti,telur,bunga,topi,lampu,pulpen,nasi goreng',
  },
  'hi-Latn': {
    phrases: [
      'namaste', 'namaskar ji', 'kaise ho', 'kaise hain aap', 'shukriya', 'dhanyavad', 'bahut bahut shukriya', 'haan', 'haan ji', 'ji haan', 'nahi', 'nahi chahiye', 'theek hai', 'thik hai bhai', 'accha', 'acha ji', 'maaf karna', 'mera order cancel kar do', 'mera order kahan hai', 'order kab aayega', 'kab tak milega', 'kitne ka hai', 'kitna hua', 'rate kya hai',
      'kya rate hai bhai', 'delivery charge kitna hai', 'ye available hai kya', 'stock mein hai kya', 'kala rang hai kya', 'kaun kaun se size hai', 'aaj dukan khuli hai kya', 'kitne baje band hota hai', 'kisi insaan se baat karni hai', 'do kar do', 'nahi teen kar do', 'ye wala hata do', 'madad chahiye', 'toota hua aaya', 'abhi tak nahi aaya', 'paisa wapas chahiye', 'kuch discount milega',
      'daam batao', 'wahi pehle wala', 'ek aur dena', 'laal ki jagah neela', 'bas itna hi', 'rehne do', 'chhodo', 'ghar pe bhej dena', 'card se payment ho jayega kya', 'aap delivery karte ho kya', 'sab M size mein', 'sirf pehla wala', 'neela wala nahi', 'bada wala dena', 'chhota wala', 'bhaiya', 'didi', 'kya haal hai', 'jaldi bhejo', 'kal tak chahiye', 'shaam ko aaunga', 'aaj hi chahiye',
      'kya ye COD pe milega', 'bahut kharab service hai', 'mujhe interest hai', 'haan bhai batao', 'abhi busy hu baad me baat karta hu', 'mat bhejo message', 'kya hai ye', 'kahan se ho', 'aapka naam kya hai', 'photo bhejo', 'size bada hai', 'rang pasand nahi aaya', 'mujhe samajh nahi aaya', 'phir se batao', 'kitne din lagenge', 'paise de diye hai', 'account number bhejo', 'kharidna hai', 'le lunga', 'dekh ke batata hu', 'kuch sasta dikhao',
      'accha wala dikhao', 'kitna time lagega', 'order karna tha', 'mera paisa kab aayega', 'galat saman aa gaya', 'kya aap khule ho', 'koi hai', 'suno', 'are bhai', 'arre yaar', 'ho jayega kya', 'chalega', 'bilkul', 'zaroor', 'pakka', 'ek minute', 'ruko', 'abhi nahi', 'baad mein', 'theek hai bhej do', 'mere ko chahiye', 'hume chahiye', 'isme kya kya hai', 'iske saath kya milega', 'garam hai kya', 'teekha kam rakhna',
    ],
    patterns: ['# % @ chahiye', '# @ bhej do', '# @ bhejo', 'bhaiya # @ dena', 'mujhe # % @ chahiye', '% @ hai kya', '@ kitne ka hai', '% @', '% @ #', '# @ aur # % @', '# % @ dedo', '@ hata do', '# nahi, # @ bhejo', 'ek % @ L size', '@ ka rate kya hai', 'kya % @ milega', '# @ pack kar do', 'mere liye # @', '# full @ aur # @', 'aap # @ bhej dijiye', '% wala @ dikhao', '@ # kilo'],
    numbers: 'ek,do,teen,char,paanch,chhe,saat,aath,nau,das,ek darjan,aadha kilo', colours: 'kala,kaala,kali,safed,laal,lal,neela,neele,hara,peela,gulabi,bhura,chhota,bada,teekha,garam,thanda',
    things: 'kameez,joote,chappal,chashma,garam topi,chawal,shahad,tel,biscuit,nimbu paani,sabun,takiya,botal,doodh,roti,ande,phool,mithai,kitab,kapda,saree,dupatta,chai,aata,cheeni,namak,daal,sabzi,mombatti,tauliya',
  },
};
