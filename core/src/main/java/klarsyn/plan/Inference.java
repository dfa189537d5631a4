package klarsyn.plan;

import java.util.List;

/**
 * How a whole image is predicted.
 *
 * @param stepShare        distance of neighbouring windows as a share of the window, above 0 up to 1
 * @param mirrorAxes       tensor axes whose mirror images are predicted too and averaged: each doubles the cost
 * @param wholeImageVoxels an image of at most that many voxels is one window of its own size, whatever the patch; 0 for
 *     none
 */
public record Inference(double stepShare, List<Integer> mirrorAxes, int wholeImageVoxels) {

    /** Keeps an own copy of the list. */
    public Inference {
        mirrorAxes = List.copyOf(mirrorAxes);
    }
}
