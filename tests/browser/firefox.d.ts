/** What scripts in the chrome context of Firefox find; see `firefox.js`. */

declare const Cc: any;
declare const Ci: any;
declare const CustomizableUI: any;
declare const gBrowser: any;
declare const Services: any;
declare const WebExtensionPolicy: any;
