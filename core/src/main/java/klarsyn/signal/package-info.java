/**
 * Signals that were sampled over time, such as ECG and EEG, as values: channels in physical units and the marks on them.
 *
 * <p>Read first: {@link klarsyn.signal.Signal}. Channels of one recording may differ in rate, so each carries its own.
 * Nothing here knows files, tensors or what a mark means.
 *
 * <pre>{@code
 * Signal heart = Signals.read(Path.of("101.hea"));
 * float[] millivolts = heart.channel("MLII").samples();
 * for (Signal.Annotation beat : Signals.annotations(Path.of("101.hea"))) {
 *     IO.println(beat.code() + " at " + beat.seconds() + " s");
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.signal;

import org.jspecify.annotations.NullMarked;
