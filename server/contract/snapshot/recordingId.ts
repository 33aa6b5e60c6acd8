// Where a saved page keeps its data: all that a page has to know to find out whether it is one.

/** Id of the element that holds the recording. */
export const RECORDING_ID = "recording";
