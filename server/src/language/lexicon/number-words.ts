/** The languages in which we read numbers, quantities and orders. */
export type ReadLanguage = 'en' | 'es' | 'pt' | 'fr' | 'hi-Latn';

/** Number words by language; folded. A star marks a word that is usually something else (`once`, `do`). */
export const NUMBER_WORDS: Record<ReadLanguage, string> = {
  en: `zero=0 one=1 two=2 tow*=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fourty=40 fifty=50
    sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 dozen=12 doz=12 dzn=12 half=0.5 couple=2 pair=2`,
  es: `cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once*=11 doce=12 trece=13
    catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiun=21
    veintiuna=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28
    veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100
    doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 quinientas=500
    seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 mil=1000 docena=12 medio=0.5 media=0.5 par*=2`,
  pt: `zero=0 um*=1 uma=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13
    quatorze=14 catorze=14 quinze=15 dezesseis=16 dezasseis=16 dezessete=17 dezassete=17 dezoito=18 dezenove=19
    dezanove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem*=100
    cento=100 duzentos=200 duzentas=200 trezentos=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700
    oitocentos=800 novecentos=900 mil=1000 duzia=12 meio=0.5 meia=0.5 par*=2`,
  fr: `zero=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf*=9 dix=10 onze=11 douze=12 treize=13
    quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70
    huitante=80 octante=80 nonante=90 cent=100 cents=100 mille=1000 douzaine=12 demi=0.5 demie=0.5 paire=2`,
  'hi-Latn': `shunya=0 ek=1 do*=2 teen=3 tein=3 tin*=3 char=4 chaar=4 panch=5 paanch=5 che*=6 chhe=6 cheh=6 chah*=6 saat=7 sat*=7
    aath=8 ath=8 nau=9 das*=10 dus=10 gyarah=11 gyara=11 barah=12 bara=12 terah=13 chaudah=14 pandrah=15 solah=16
    satrah=17 sattrah=17 atharah=18 attharah=18 athaarah=18 unnis=19 unnees=19 bees=20 bis*=20 ikkis=21 ikkees=21 bais*=22 baees=22 teis*=23 chaubis=24 chaubees=24 pachees=25 pachis=25 chhabbis=26 chhabbees=26 sattais=27 sattaees=27 atthais=28 athais=28 untis=29 unattis=29 tees=30 tis*=30 paintis=35 paintees=35 chalis=40 chalees=40 pachas=50
    pachaas=50 pachpan=55 saath=60 sattar=70 assi=80 nabbe=90 sau=100 hazar=1000 hazaar=1000 darjan=12 aadha=0.5 aadhi=0.5 adha=0.5
    aadhe=0.5 dedh=1.5 dhai=2.5 jodi=2 joda=2`,
};

/** Words that stand between the parts of a number: twenty and two, treinta y dos, vingt et un. */
export const NUMBER_JOINERS: Record<ReadLanguage, string[]> = {
  en: ['and'],
  es: ['y'],
  pt: ['e'],
  fr: ['et'],
  'hi-Latn': [],
};

/** Articles that mean one before a thing, but not a stated number elsewhere. */
export const ONE_ARTICLES = new Set(['a', 'an', 'un', 'una', 'um', 'uma', 'une']);

/** What follows a number and counts it, without being the product: 2 bags of rice, dos bolsas de arroz. */
export const COUNTING_WORDS = new Set(
  `x pc pcs piece pieces pece unit units item items pair pairs bag bags pack packs packet packets box boxes bottle bottles jar jars
  can cans tin tins tub tubs bar bars roll rolls sack sacks carton cartons crate crates plate plates portion portions serving
  servings slice slices set sets copies number nos qty quantity times each ea
  pieza piezas pza pzas unidad unidades bolsa bolsas paquete paquetes caja cajas botella botellas frasco frascos lata latas
  barra barras rollo rollos saco sacos plato platos porcion porciones orden ordenes racion raciones pares costal costales
  peca pecas unidade pacote pacotes caixa caixas garrafa garrafas pote potes sacos saco sacola sacolas prato pratos
  porcao porcoes fardo fardos tubo tubos
  unite unites sac sacs sachet sachets paquet paquets boite boites bouteille bouteilles pot pots barquette barquettes
  assiette assiettes paires exemplaire exemplaires barre barres
  nag dabba dabbe dibba dibbe bori boriyan thaili peti plate packet jodi joda botal bottle`.split(/\s+/),
);

/** Things that come in twos: "a pair of shoes" is one. */
export const PAIRED_GOODS = new Set(
  `shoe sandal sock glove legging trouser pant short jean sunglass sunglasses glasses shade earring boot sneaker slipper heel trainer
  flip zapato zapatilla sandalia calcetin guante pantalon gafa lente arete pendiente bota tenis chancla media
  sapato sandalia meia luva calca oculos brinco bota chinelo tenis
  chaussure sandale chaussette gant lunette botte basket chausson boucle
  joote juta chappal moza chashma bali`.split(/\s+/),
);
