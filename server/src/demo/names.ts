/** Languages in which the goods of the demo have names, beside English and Spanish, which describe them in full. */
export const NAMED_IN = ['pt', 'fr', 'hi-Latn'] as const;
type NamedIn = (typeof NAMED_IN)[number];

/** How the goods of both demo businesses are called, by handle: the name, then what customers call them too. */
export const goodsNames: Readonly<Record<string, Record<NamedIn, readonly [string, ...string[]]>>> = {
  'classic-hoodie': {
    pt: ['Moletom com capuz', 'moletom', 'blusa de moletom', 'casaco com capuz'],
    fr: ['Sweat à capuche', 'sweat capuche', 'hoodie', 'sweat'],
    'hi-Latn': ['Classic Hoodie', 'hoodie', 'hudi', 'topi wala sweatshirt'],
  },
  'crew-sweatshirt': {
    pt: ['Moletom careca', 'moletom sem capuz', 'suéter'],
    fr: ['Sweat col rond', 'sweat sans capuche', 'pull'],
    'hi-Latn': ['Crew Sweatshirt', 'sweatshirt', 'sweater'],
  },
  'cotton-t-shirt': {
    pt: ['Camiseta de algodão', 'camiseta', 'blusinha'],
    fr: ['T-shirt en coton', 't-shirt', 'tee-shirt'],
    'hi-Latn': ['Cotton T-Shirt', 't-shirt', 'tshirt', 'tee shirt'],
  },
  'striped-long-sleeve': {
    pt: ['Camiseta listrada', 'camiseta de listras', 'manga longa listrada'],
    fr: ['Marinière', 'haut rayé', 'tee-shirt rayé'],
    'hi-Latn': ['Dhaari wali t-shirt', 'striped t-shirt', 'full sleeve'],
  },
  'oxford-shirt': {
    pt: ['Camisa Oxford', 'camisa social'],
    fr: ['Chemise Oxford', 'chemise habillée'],
    'hi-Latn': ['Oxford Shirt', 'formal shirt', 'oxford kameez'],
  },
  'linen-shirt': {
    pt: ['Camisa de linho', 'camisa de verão'],
    fr: ['Chemise en lin', "chemise d'été"],
    'hi-Latn': ['Linen Shirt', 'linen kameez'],
  },
  'slim-jeans': {
    pt: ['Calça jeans slim', 'jeans', 'calça jeans'],
    fr: ['Jean slim', 'jean'],
    'hi-Latn': ['Slim Jeans', 'jeans', 'jean'],
  },
  chinos: {
    pt: ['Calça chino', 'calça de sarja', 'calça de algodão'],
    fr: ['Pantalon chino', 'chino', 'pantalon en coton'],
    'hi-Latn': ['Chinos', 'cotton pant', 'chino pant'],
  },
  'summer-dress': {
    pt: ['Vestido de verão', 'vestido'],
    fr: ["Robe d'été", 'robe'],
    'hi-Latn': ['Summer Dress', 'dress', 'garmi ki dress'],
  },
  'rain-jacket': {
    pt: ['Jaqueta impermeável', 'capa de chuva', 'corta-vento'],
    fr: ['Veste de pluie', 'imperméable', 'ciré'],
    'hi-Latn': ['Rain Jacket', 'raincoat', 'barsaati'],
  },
  'denim-jacket': {
    pt: ['Jaqueta jeans', 'casaco jeans'],
    fr: ['Veste en jean', 'blouson en jean'],
    'hi-Latn': ['Denim Jacket', 'jeans jacket'],
  },
  'canvas-sneakers': {
    pt: ['Tênis de lona', 'tênis'],
    fr: ['Baskets en toile', 'baskets', 'tennis'],
    'hi-Latn': ['Canvas Sneakers', 'sneakers', 'joote', 'juta'],
  },
  'wool-beanie': {
    pt: ['Gorro de lã', 'gorro', 'touca'],
    fr: ['Bonnet en laine', 'bonnet'],
    'hi-Latn': ['Ooni Topi', 'topi', 'beanie'],
  },
  'leather-belt': {
    pt: ['Cinto de couro', 'cinto'],
    fr: ['Ceinture en cuir', 'ceinture'],
    'hi-Latn': ['Leather Belt', 'belt', 'chamde ki belt'],
  },
  'wool-socks': {
    pt: ['Meias de lã', 'meias', 'meia'],
    fr: ['Chaussettes en laine', 'chaussettes'],
    'hi-Latn': ['Ooni Moze', 'moze', 'socks', 'juraab'],
  },
  'canvas-tote': {
    pt: ['Bolsa de lona', 'bolsa', 'ecobag', 'sacola'],
    fr: ['Sac en toile', 'sac', 'tote bag'],
    'hi-Latn': ['Canvas Bag', 'jhola', 'thaila', 'bag'],
  },
  'stacking-chair': {
    pt: ['Cadeira empilhável'],
    fr: ['Chaise empilable'],
    'hi-Latn': ['Stacking Chair', 'kursi'],
  },
  'task-chair': {
    pt: ['Cadeira de escritório', 'cadeira giratória'],
    fr: ['Chaise de bureau', 'fauteuil de bureau'],
    'hi-Latn': ['Task Chair', 'office kursi'],
  },
  'oak-desk': {
    pt: ['Escrivaninha de carvalho', 'escrivaninha'],
    fr: ['Bureau en chêne', 'bureau'],
    'hi-Latn': ['Oak Desk', 'desk'],
  },
  'meeting-table': {
    pt: ['Mesa de reunião'],
    fr: ['Table de réunion'],
    'hi-Latn': ['Meeting Table', 'meeting ki mez'],
  },
  bookshelf: {
    pt: ['Estante'],
    fr: ['Étagère', 'bibliothèque'],
    'hi-Latn': ['Bookshelf', 'kitabon ki almari'],
  },
  'filing-cabinet': {
    pt: ['Arquivo de aço', 'arquivo'],
    fr: ['Classeur à tiroirs', 'armoire à dossiers'],
    'hi-Latn': ['Filing Cabinet', 'file wali almari'],
  },
};

/** How the categories are called. */
export const categoryNames: Readonly<Record<string, Record<NamedIn, string>>> = {
  'Hoodies & sweatshirts': { pt: 'Moletons', fr: 'Sweats', 'hi-Latn': 'Hoodies aur sweatshirts' },
  'T-shirts': { pt: 'Camisetas', fr: 'T-shirts', 'hi-Latn': 'T-shirts' },
  Shirts: { pt: 'Camisas', fr: 'Chemises', 'hi-Latn': 'Shirts' },
  Trousers: { pt: 'Calças', fr: 'Pantalons', 'hi-Latn': 'Pants' },
  Dresses: { pt: 'Vestidos', fr: 'Robes', 'hi-Latn': 'Dresses' },
  Jackets: { pt: 'Jaquetas', fr: 'Vestes', 'hi-Latn': 'Jackets' },
  Shoes: { pt: 'Calçados', fr: 'Chaussures', 'hi-Latn': 'Joote' },
  Accessories: { pt: 'Acessórios', fr: 'Accessoires', 'hi-Latn': 'Accessories' },
  Seating: { pt: 'Assentos', fr: 'Sièges', 'hi-Latn': 'Kursiyan' },
  Tables: { pt: 'Mesas', fr: 'Tables', 'hi-Latn': 'Mez' },
  Storage: { pt: 'Armazenamento', fr: 'Rangement', 'hi-Latn': 'Almari' },
};
