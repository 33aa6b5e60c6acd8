// Trouble that may pass by itself: the same may succeed a while later.

export class PassingTrouble extends Error {}
