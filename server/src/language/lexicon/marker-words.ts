/**
 * Words that give a language away in a short message: by language, folded. A word listed under several languages
 * speaks for each of them. Used to tell number words apart ("do polo", "do send") and to recognise languages.
 */
export const MARKER_WORDS: Record<string, string> = {
  en: `the is are what when where which how can could would will want need have has please thanks thank my your you i im its dont with for of and order
    this that not yes hello hi hey good morning do does did get buy send any much many about there they he she we us from to in on at be been
    price size still just sorry wait instead make make it ill id also another one two three four five some which still`,
  es: `el los las una unos unas del que por para con y es esta estan como cuando donde cuanto cuanta cuantos cual quiero quisiera necesito tengo tiene tienen hola gracias
    favor buenos buenas dias tardes noches mi pedido dos tres cuatro cinco seis siete ocho nueve diez pero tambien muy mas cuesta vale dame deme hay puedo puede
    porfa talla mejor otro otra envio llego si ya me de en un al quita sean negro negra verde azul rojo`,
  pt: `o os um uma uns umas do da dos das que por para com e ou quero queria preciso tenho tem voces voce voces ola oi obrigado obrigada bom boa dia
    tarde noite meu minha pedido dois duas tres quatro cinco seis sete oito nove dez mas tambem muito mais quanto custa qual quando onde nao sim tamanho
    entrega hoje outro outra gostaria manda mande voce isso vou pra pro preto branca branco verde azul cinza favor`,
  fr: `le les une des du est sont je tu il elle nous vous ils que qui pour avec et ou mais pas plus bonjour bonsoir salut merci svp stp combien quand comment
    quel quelle voudrais veux commande ma mon mes votre vos deux trois quatre cinq six sept huit neuf dix taille noir noire blanc blanche gris rouge bleu
    livraison ouvert cest jai au aux la de un en sur sans plait sil etes avez`,
  'hi-Latn': `hai hain ho hoon hu ka ki ke ko se me mein mai main aur kya kaise kab kahan kitna kitne kitni mera meri mere mujhe hume aap aapka tum ye yeh wo woh
    nahi nahin haan han bhai bhaiya bhaiyya ji chahiye bhejo bhej dena dedo lena ek teen paanch panch chhe saat aath nau das bhi wala wali wale kar karo karna
    abhi kal aaj kitne batao milega chhota bada safed kala laal neela neele hara peela gulabi accha acha theek thik rupaye rupay paisa namaste shukriya dhanyavad
    kripya tha thi gaya gayi raha rahi hua nikal hata sirf aana jaldi ghar mat kali kale kaale laal neeli hari hare bhura bhure narangi teekha teekhe tikha tikhe bahut darjan chhote bade badi ruko matlab warna agar kyu kyun char chaar do`,
  de: `der die das und ist sind ich du er sie wir ihr nicht ein eine einen mit fur von zu auf im den dem wie was wann wo wieviel bitte danke hallo guten morgen tag
    abend mochte brauche habe haben kann konnen mein meine bestellung zwei drei vier funf sechs sieben acht neun zehn auch noch ja nein gibt es kostet lieferung`,
  it: `il lo gli una uno di che per con sono come quando dove quanto quale vorrei voglio ho ha avete ciao buongiorno buonasera grazie prego mio mia ordine due tre
    quattro cinque sei sette otto nove dieci anche ma piu non si costa favore della dello delle nel nella consegna e un la le i`,
  id: `yang dan di ke dari ini itu untuk dengan tidak ada saya aku kamu anda mau ingin pesan pesanan tolong terima kasih halo selamat pagi siang malam berapa harga kapan
    dimana bagaimana apa apakah bisa satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sudah belum juga ya kak min gan dong nya warna ukuran kirim bayar`,
};
