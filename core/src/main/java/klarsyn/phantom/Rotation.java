package klarsyn.phantom;

import klarsyn.image.Affine;

/** Rotations about the world axes. */
final class Rotation {

    private Rotation() {}

    /** First about x, then about y, then about z, in radians. */
    static Affine of(double aboutX, double aboutY, double aboutZ) {
        double cx = Math.cos(aboutX);
        double sx = Math.sin(aboutX);
        double cy = Math.cos(aboutY);
        double sy = Math.sin(aboutY);
        double cz = Math.cos(aboutZ);
        double sz = Math.sin(aboutZ);
        Affine x = new Affine(1, 0, 0, 0, 0, cx, -sx, 0, 0, sx, cx, 0);
        Affine y = new Affine(cy, 0, sy, 0, 0, 1, 0, 0, -sy, 0, cy, 0);
        Affine z = new Affine(cz, -sz, 0, 0, sz, cz, 0, 0, 0, 0, 1, 0);
        return z.times(y).times(x);
    }
}
