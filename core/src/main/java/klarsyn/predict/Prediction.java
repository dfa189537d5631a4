package klarsyn.predict;

/** What a model predicts of one case: one kind per task. */
public sealed interface Prediction permits Segmented, Classified {}
