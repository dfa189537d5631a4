/**
 * Sampled signals such as ECG and EEG: channels in physical units and annotations.
 *
 * <p>Read first: {@link klarsyn.signal.Signal}. Channels of one recording may differ in rate, so each carries its own.
 * Nothing here depends on files, tensors or the meaning of an annotation.
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
