export { demoFactory, demoShop } from './businesses.ts';
export { demoCards } from './cards.ts';
export { seedDemoCustomer } from './customer.ts';
export { keepDemoGoing, seedDemo } from './seed.ts';
