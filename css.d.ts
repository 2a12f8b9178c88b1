/** Stylesheets are imported for their effect; TypeScript 7 asks for a declaration. */
declare module '*.css'
