/**
 * What is to be predicted: files, folders and series, grouped into images with the channels of a model.
 *
 * <p>Read first: {@link klarsyn.layout.input.PredictionInputs}. Targets are unknown here.
 */
@NullMarked
package klarsyn.layout.input;

import org.jspecify.annotations.NullMarked;
