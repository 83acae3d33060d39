/**
 * What the values of an option are called, in all languages together: kind, concept, and the words for it.
 *
 * A catalogue may use any of the words ("grey", "gris", "cinza"): a customer's word and a catalogue's word mean the
 * same when they share a concept. Words are folded (lower case, no accents) and singular; a word may belong to
 * several concepts (`rosa` is pink, and a rose), the product then decides. Extend freely; nothing else has to change.
 */
export const OPTION_WORDS: Record<string, Record<string, string>> = {
  colour: {
    black:
      'black, blk, blck, negro, negra, preto, preta, noir, noire, kala, kali, kaala, kaali, kaale, kale, schwarz, schwarze, nero, nera, hitam',
    white:
      'white, wht, blanco, blanca, branco, branca, blanc, blanche, safed, safaid, weiss, weisse, bianco, bianca, putih',
    grey: 'grey, gray, gris, cinza, cinzento, cinzenta, grise, slety, saleti, grau, graue, grigio, grigia, abu abu, abu',
    red: 'red, rojo, roja, vermelho, vermelha, rouge, laal, lal, rot, rote, roter, rosso, rossa, merah',
    blue: 'blue, blu, azul, bleu, bleue, neela, neele, neeli, nila, nile, blau, blaue, biru',
    navy: 'navy, navy blue, azul marino, azul marinho, marinho, bleu marine, marine, marineblau, dunkelblau, blu navy, biru dongker',
    'light blue':
      'light blue, sky blue, sky, celeste, azul claro, azul cielo, bleu clair, bleu ciel, aasmani, asmani, hellblau, azzurro, azzurra, biru muda',
    green: 'green, grn, verde, vert, verte, hara, hare, hari, grun, grune, hijau',
    yellow:
      'yellow, amarillo, amarilla, amarelo, amarela, jaune, peela, peele, peeli, pila, gelb, gelbe, giallo, gialla, kuning',
    orange: 'orange, naranja, anaranjado, anaranjada, laranja, narangi, santri, kesari, arancione, oranye, jingga',
    pink: 'pink, rosa, rosado, rosada, cor de rosa, rose, gulabi, rosado claro, merah muda',
    purple:
      'purple, violet, violeta, morado, morada, purpura, lila, roxo, roxa, violette, mauve, baingani, jamuni, lilla, viola, ungu',
    brown:
      'brown, brwn, marron, cafe, castano, castana, castanho, castanha, brun, brune, bhura, bhure, bhuri, braun, braune, marrone, coklat, cokelat',
    maroon:
      'maroon, burgundy, wine, granate, burdeos, vino, vinotinto, bordo, vinho, grena, bordeaux, mehroon, maroon red, weinrot, merah marun',
    beige: 'beige, bege, biscuit, tan, arena',
    cream: 'cream, off white, ivory, crema, marfil, creme, marfim, ecru, ivoire, cremefarben, avorio, krem',
    mustard: 'mustard, mostaza, mostarda, moutarde, sarson, rai, senf, senape, mustard yellow',
    olive: 'olive, oliva, verde oliva, azeitona, verde militar, militar, vert olive, kaki olive, mehendi',
    khaki: 'khaki, kaki, caqui, caki, khakhi, cachi',
    teal: 'teal, verde azulado, verde azulada, petroleo, azul petroleo, bleu canard, canard, turquesa oscuro, petrol, firozi gehra, azul pato',
    turquoise: 'turquoise, turquesa, firozi, firoza, turkis, turchese, aqua, aguamarina',
    tortoise: 'tortoise, tortoiseshell, carey, tartaruga, ecaille, kachua, schildpatt, havana',
    gold: 'gold, golden, dorado, dorada, oro, dourado, dourada, ouro, dore, doree, sunehra, sona, golden color, gold coloured, dorato, emas',
    silver:
      'silver, plateado, plateada, plata, prateado, prateada, prata, argente, argentee, argent, chandi, silver color, silber, argento, perak',
    coral: 'coral, corail',
    nude: 'nude, nu, piel, cor da pele, chair',
    natural: 'natural, naturel, naturelle, crudo, cru, ecru',
    lilac: 'lilac, lilas, lavender, lavanda, lavande',
    multicolour: 'multicolor, multicolour, multi, colorful, colourful, multicolore, colorido, colorida, rangeen, bunt',
  },
  size: {
    xxs: 'xxs, 2xs',
    xs: 'xs, extra small, xsmall, x small, extra chico, extra chica, extra pequeno, pp, tres petit, extra chhota',
    small:
      's, small, sml, smal, chico, chica, ch, pequeno, pequena, p, petit, petite, chhota, chhoti, chota, choti, chhote, chote, klein, kleine, piccolo, piccola, kecil, mini',
    medium:
      'm, medium, med, mediano, mediana, medio, media, moyen, moyenne, madhyam, beech wala, mittel, mittlere, sedang, regular, normal',
    large: 'l, large, lrg, big, grande, g, gr, grand, bada, badi, bade, gross, grosse, besar',
    xl: 'xl, 1xl, extra large, xlarge, x large, extra grande, eg, gg, xg, tres grand, bahut bada, extra bada, extra g, extra grande',
    xxl: '2xl, xxl, xxg, extra extra large, double xl, doble xl, eeg, exg',
    xxxl: '3xl, xxxl, triple xl, xxxg',
    xxxxl: '4xl, xxxxl',
    half: 'half, media, medio, mitad, meia, meio, metade, demi, demie, moitie, aadha, aadhi, aadhe, adha, half plate, halb, halbe, mezza, mezzo, setengah, mezzo, aadhe wala, adhi',
    full: 'full, entera, entero, completa, completo, inteira, inteiro, entier, entiere, complet, complete, poora, poori, pura, puri, full plate, ganz, intera, intero, penuh',
    'one size': 'one size, unica, talla unica, tamanho unico, taille unique, free size, einheitsgrosse, taglia unica',
    standard: 'standard, estandar, padrao, sadharan, aam',
    king: 'king, king size, kingsize, rey',
    queen: 'queen, queen size, queensize, reina',
    single: 'single, individual, sencilla, sencillo, solteiro, simple, une place',
    double: 'double, doble, matrimonial, duplo, dupla, casal, deux places, dugna',
    family: 'family, familiar, familia, familial, familiale, parivar, familie, familiares',
    kids: 'kids, kid, child, children, nino, nina, infantil, crianca, enfant, bachcha, bachche, bachchon, kinder, bambino, anak',
    long: 'long, largo, larga, longo, longa, longue, lamba, lambi, lang, lungo, lunga, panjang',
    short: 'short, corto, corta, curto, curta, court, courte, kurz, pendek',
  },
  flavour: {
    vanilla: 'vanilla, vanila, vainilla, baunilha, vanille, vaniglia, vanili, vanilla flavour',
    chocolate: 'chocolate, choc, choco, chocolat, chocolatey, schokolade, cioccolato, coklat, cokelat, chokolate',
    'choc chip':
      'choc chip, chocolate chip, choco chip, chips de chocolate, chispas de chocolate, chispa de chocolate, pepita de chocolate, pepitas de chocolate, gotas de chocolate, pedacos de chocolate, pepites de chocolat, pepite de chocolat, chocochip, chip de chocolate',
    strawberry: 'strawberry, fresa, frutilla, morango, fraise, erdbeere, fragola, stroberi, strawberi',
    raisin:
      'raisin, pasa, pasas, uva pasa, uvas pasas, passa, uva passa, uvas passas, raisin sec, raisins secs, kishmish, kismis, rosine, uvetta, uva, raisan',
    mango: 'mango, manga, mangue, aam, mangga',
    lemon: 'lemon, limon, limao, citron, nimbu, nimboo, zitrone, limone, lemon scent, sitron',
    lime: 'lime, lima, citron vert, limette',
    orange: 'orange, naranja, laranja, santra, narangi, arancia, jeruk',
    coffee: 'coffee, cafe, kaffee, caffe, kopi, kofi, mocha, moca',
    caramel: 'caramel, caramelo, dulce de leche, doce de leche, karamell, caramello, karamel, toffee',
    mint: 'mint, menta, hierbabuena, hortela, menthe, pudina, minze, peppermint',
    coconut: 'coconut, coco, noix de coco, nariyal, kokos, cocco, kelapa',
    banana: 'banana, platano, banano, guineo, banane, kela, pisang',
    apple: 'apple, manzana, maca, pomme, seb, apfel, mela, apel',
    pistachio: 'pistachio, pistacho, pistache, pista, pistazie, pistacchio',
    almond: 'almond, almendra, amendoa, amande, badam, mandel, mandorla',
    hazelnut: 'hazelnut, avellana, avela, noisette, haselnuss, nocciola',
    peanut: 'peanut, cacahuate, cacahuete, mani, amendoim, cacahuete, moongphali, mungfali, erdnuss, arachide, kacang',
    rose: 'rose, rosa, gulab, mawar',
    charcoal: 'charcoal, carbon, carbon activado, carvao, carvao ativado, charbon, koyla, koyle, kohle, carbone, arang',
    lavender: 'lavender, lavanda, lavande, lavendel, alfazema',
    jasmine: 'jasmine, jazmin, jasmim, jasmin, chameli, gelsomino, melati',
    sandalwood: 'sandalwood, sandalo, chandan, santal, cendana',
    unscented:
      'unscented, fragrance free, sin aroma, sin olor, sin perfume, sem cheiro, sem perfume, sans parfum, bina khushboo',
    plain:
      'plain, natural, simple, nature, sada, saada, clasico, clasica, classico, classica, classique, classic, original, tradicional',
    mixed: 'mixed, mix, assorted, surtido, surtida, variado, variada, sortido, sortida, assorti, mila jula',
    garlic: 'garlic, ajo, alho, ail, lahsun, lehsun, knoblauch, aglio, bawang putih',
    butter: 'butter, mantequilla, manteiga, beurre, makhan, makhani, burro',
    oat: 'oat, oats, oat milk, avena, leche de avena, aveia, leite de aveia, avoine, lait avoine, jai ka doodh, hafer',
    soy: 'soy, soya, soy milk, leche de soja, leche de soya, soja, leite de soja, lait de soja',
    whole: 'whole, whole milk, full cream, full fat, leche entera, leite integral, lait entier, integral',
    skimmed:
      'skimmed, skim, low fat, fat free, desnatada, descremada, desnatado, ecreme, lait ecreme, toned, magermilch',
    blueberry: 'blueberry, blueberries, arandano, arandanos, mirtilo, mirtilos, blaubeere, mirtillo',
    raspberry: 'raspberry, raspberries, frambuesa, framboesa, framboise, himbeere, lampone',
    cherry: 'cherry, cherries, cereza, cereja, cerise, kirsche, ciliegia',
    pineapple: 'pineapple, pina, abacaxi, ananas',
    peach: 'peach, durazno, melocoton, pessego, peche, aadu, pfirsich, pesca',
    grape: 'grape, grapes, uva, raisin frais, angoor, traube',
    guava: 'guava, guayaba, goiaba, goyave, amrood',
    passionfruit: 'passion fruit, passionfruit, maracuya, maracuja, fruit de la passion',
    watermelon: 'watermelon, sandia, melancia, pasteque, tarbooj',
    ginger: 'ginger, jengibre, gengibre, gingembre, adrak',
    cinnamon: 'cinnamon, canela, cannelle, dalchini, zimt',
    cardamom: 'cardamom, cardamomo, cardamome, elaichi',
    saffron: 'saffron, azafran, acafrao, safran, kesar',
    tomato: 'tomato, tomate, tamatar',
    onion: 'onion, cebolla, cebola, oignon, pyaz',
    mushroom: 'mushroom, champinon, cogumelo, champignon',
    fish: 'fish, pescado, peixe, poisson, machli',
    prawn: 'prawn, prawns, shrimp, camaron, gamba, camarao, crevette, jhinga',
    pork: 'pork, cerdo, porco, porc',
    lamb: 'lamb, mutton, cordero, cordeiro, agneau, gosht',
    egg: 'egg, huevo, ovo, oeuf, anda',
    pear: 'pear, pera, poire, nashpati',
    eucalyptus: 'eucalyptus, eucalipto, nilgiri',
    'tea tree': 'tea tree, arbol de te, arbre a the',
    'aloe vera': 'aloe vera, aloe, sabila, babosa',
    honey: 'honey, miel, mel, shahad',
    cheese: 'cheese, queso, queijo, fromage, paneer, kase, formaggio, keju',
    chicken: 'chicken, pollo, frango, poulet, murgh, murga, hahnchen, ayam',
    beef: 'beef, res, ternera, carne, boi, boeuf, rind, manzo, sapi',
    vegetable:
      'veg, vegetable, vegetarian, veggie, vegetariano, vegetariana, verdura, vegetarien, vegetarienne, shakahari, sabzi',
  },
  taste: {
    mild: 'mild, not spicy, non spicy, no spice, suave, no picante, sin picante, poco picante, sem pimenta, pouco picante, doux, douce, pas epice, pas piquant, peu epice, kam teekha, kam tikha, kam mirchi, kam mirch, feeka, halka, mild wala, nicht scharf, dolce, tidak pedas',
    medium: 'medium, medium spicy, medio, media, moyen, moyenne, thoda teekha',
    hot: 'hot, spicy, picante, picoso, picosa, enchiloso, apimentado, apimentada, ardido, ardida, epice, epicee, piquant, piquante, fort, forte, teekha, tikha, teekhe, tikhe, teekhi, tikhi, mirchi wala, mirch wala, masaledar, scharf, scharfe, piccante, pedas',
    'extra hot':
      'extra hot, extra spicy, very hot, very spicy, muy picante, bien picante, bem picante, muito picante, bem apimentado, bem apimentada, muito apimentado, muito apimentada, bien fort, bien epice, bien epicee, tres piquant, tres fort, bahut teekhe, bahut tikhe, tres epice, bahut teekha, bahut tikha',
    sweet: 'sweet, dulce, doce, sucre, sucree, meetha, mitha, meethi, suss, manis',
    'sugar free':
      'sugar free, sugarless, no sugar, sin azucar, sem acucar, zero acucar, sans sucre, bina cheeni, bina chini, ohne zucker, senza zucchero',
    salted: 'salted, salty, salado, salada, salgado, salgada, sale, salee, namkeen, salzig, asin',
  },
  roast: {
    dark: 'dark, dark roast, oscuro, oscura, tostado oscuro, tueste oscuro, escuro, escura, torra escura, fonce, foncee, torrefaction foncee, gehra, dunkel',
    medium:
      'medium, medium roast, medio, media, tostado medio, tueste medio, torra media, moyen, moyenne, torrefaction moyenne',
    light:
      'light, light roast, claro, clara, tostado claro, tueste claro, torra clara, clair, claire, torrefaction claire, halka',
  },
  grind: {
    ground: 'ground, molido, molida, moido, moida, moulu, moulue, pisa hua',
    beans: 'beans, whole beans, whole bean, en grano, grano, em graos, em grao, graos, en grains, grains, sabut',
  },
  crust: {
    thin: 'thin, thin crust, masa fina, delgada, massa fina, fina, fino, pate fine, fine, fin, patla, patli',
    thick: 'thick, thick crust, masa gruesa, gruesa, grueso, massa grossa, pate epaisse, epais, epaisse, mota, moti',
    stuffed:
      'stuffed, stuffed crust, rellena, relleno, borde relleno, recheada, recheado, borda recheada, farci, fourree, bhara hua',
  },
  hair: {
    dry: 'dry, seco, seca, seche, sec, seches, cheveux secs, rookha, rukha, sukha, rukhe, trocken',
    oily: 'oily, greasy, graso, grasa, oleoso, oleosa, gras, grasse, cheveux gras, taily, tailiya, fettig',
    normal: 'normal, normale, normaux, regular, samanya',
    damaged: 'damaged, danado, danificado, abime',
    sensitive: 'sensitive, sensible, sensivel, empfindlich',
    curly: 'curly, rizado, cacheado, boucle, ghungrale',
  },
  finish: {
    matte: 'matte, mate, mat, matt, fosco, fosca, matte finish',
    gloss: 'gloss, glossy, shiny, brillante, brillo, brilhante, brilhoso, brillant, brillante, chamakdar',
    clear: 'clear, transparent, see through, transparente, claro, clair, paardarshi, durchsichtig',
    satin: 'satin, satinado, acetinado, satine',
  },
  sleeve: {
    long: 'long, long sleeve, long sleeves, long sleeved, full sleeve, full sleeves, manga larga, mangas largas, manga longa, manga comprida, mangas compridas, manche longue, manches longues, poori baju, puri baju, lambi baju',
    short:
      'short, short sleeve, short sleeves, short sleeved, half sleeve, half sleeves, manga corta, mangas cortas, manga curta, mangas curtas, manche courte, manches courtes, aadhi baju',
    sleeveless: 'sleeveless, sin mangas, sem manga, sem mangas, sans manche, sans manches, bina baju',
  },
  form: {
    round: 'round, redondo, redonda, rond, ronde, gol',
    square: 'square, cuadrado, cuadrada, quadrado, quadrada, carre, carree, chaukor',
    'v neck': 'v neck, cuello v, cuello en v, gola v, decote v, col v',
    'round neck': 'round neck, crew neck, cuello redondo, gola redonda, gola careca, col rond, gol gala',
  },
  life: {
    newborn: 'newborn, recien nacido, recem nascido, rn, nouveau ne, navjaat',
    baby: 'baby, bebe, bebe, shishu',
    adult: 'adult, adulto, adulta, adulte, vyask',
    puppy: 'puppy, cachorro, filhote, chiot',
  },
  temperature: {
    hot: 'hot, caliente, quente, chaud, chaude, garam, heiss, caldo, panas',
    cold: 'cold, iced, chilled, frio, fria, helado, helada, gelado, gelada, froid, froide, glace, thanda, thandi, kalt, freddo, dingin',
  },
  ruling: {
    lined:
      'lined, ruled, rayado, rayada, rayas, a rayas, con lineas, de lineas, lineas, pautado, pautada, com pauta, com linhas, linhas, ligne, lignee, lignes, a lignes, lakeer wali, line wali, line wala, lines wali, lines wala, liniert, a righe, bergaris',
    plain:
      'plain, unlined, unruled, blank, liso, lisa, en blanco, sin rayas, sin lineas, hoja blanca, sem pauta, sem linhas, em branco, uni, unie, vierge, sans lignes, blanc, sada, saada, bina line, blanko',
    squared:
      'squared, grid, graph, cuadriculado, cuadriculada, cuadros, a cuadros, quadriculado, quadriculada, quadrille, a carreaux, carreaux, kariert, a quadretti, khane wali',
    dotted: 'dotted, dots, punteado, puntos, pontilhado, pointille, pointilles, a points, gepunktet',
  },
  material: {
    cotton: 'cotton, algodon, algodao, coton, sooti, suti, baumwolle, cotone, katun',
    leather: 'leather, cuero, piel, couro, cuir, chamda, chamde, leder, pelle, cuoio, kulit',
    wool: 'wool, woollen, woolen, lana, laine, oon, ooni, wolle, wol',
    wood: 'wood, wooden, madera, madeira, bois, lakdi, holz, legno, kayu',
    metal: 'metal, metallic, metalico, metalica, dhatu, metall, metallo, logam, steel, acero, aco, acier',
    plastic: 'plastic, plastico, plastique, plastik, plastica',
    glass: 'glass, vidrio, cristal, vidro, verre, kaanch, kanch, glas, vetro, kaca',
    denim: 'denim, mezclilla, vaquero, jean',
    linen: 'linen, lino, linho, lin, leinen',
    silk: 'silk, seda, soie, resham, reshmi, seide, seta, sutra',
  },
  fit: {
    men: 'men, mens, man, male, hombre, caballero, homem, masculino, masculina, homme, mard, aadmi, herren, uomo, pria',
    women:
      'women, womens, woman, ladies, lady, female, mujer, dama, mulher, feminino, feminina, femme, aurat, mahila, damen, donna, wanita',
    unisex: 'unisex, unissex',
    slim: 'slim, ajustado, ajustada, entallado, justo, justa, ajuste',
    loose: 'loose, oversized, oversize, baggy, holgado, holgada, ancho, folgado, folgada, ample, dheela, dhila',
  },
};
