package klarsyn.plan;

import java.util.List;

/**
 * How a whole image is predicted.
 *
 * @param stepShare        distance of neighboring windows as a fraction of the window, above 0 up to 1
 * @param mirrorAxes       tensor axes with mirrored predictions, which are averaged: each doubles the time
 * @param wholeImageVoxels images of at most this many voxels are predicted in one window, regardless of the patch; 0
 *                         for none
 */
public record Inference(double stepShare, List<Integer> mirrorAxes, int wholeImageVoxels) {

    /** Copies the list. */
    public Inference {
        mirrorAxes = List.copyOf(mirrorAxes);
    }
}
