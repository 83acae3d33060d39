export { demoFactory, demoShop } from './businesses.ts';
export { seedDemoCustomer } from './customer.ts';
export { seedDemo } from './seed.ts';
