package klarsyn.predict;

/** A prediction of one case: one kind per task. */
public sealed interface Prediction permits Segmented, Classified {}
