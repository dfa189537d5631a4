package klarsyn.phantom;

/**
 * An ellipsoid; an exponent above 2 makes it boxier.
 *
 * @param x center, mm
 * @param y center, mm
 * @param z center, mm
 * @param a half axis along x, mm
 * @param b half axis along y, mm
 * @param c half axis along z, mm
 */
record Ellipsoid(double x, double y, double z, double a, double b, double c) {

    /** Signed distance in mm from the surface, exact on it and negative inside. */
    double distance(double px, double py, double pz) {
        double ux = (px - x) / a;
        double uy = (py - y) / b;
        double uz = (pz - z) / c;
        double radius = Math.sqrt(ux * ux + uy * uy + uz * uz);
        double slope = Math.sqrt(ux * ux / (a * a) + uy * uy / (b * b) + uz * uz / (c * c));
        return slope < 1e-9 ? -Math.min(a, Math.min(b, c)) : radius * (radius - 1) / slope;
    }

    /** As {@link #distance}, for the boxier body of exponent 2.5. */
    double boxyDistance(double px, double py, double pz) {
        double ux = Math.abs(px - x) / a;
        double uy = Math.abs(py - y) / b;
        double uz = Math.abs(pz - z) / c;
        double wx = ux * Math.sqrt(ux);
        double wy = uy * Math.sqrt(uy);
        double wz = uz * Math.sqrt(uz);
        double sum = ux * wx + uy * wy + uz * wz;
        if (sum < 1e-6) {
            return -Math.min(a, Math.min(b, c));
        }
        double radius = Math.pow(sum, 0.4);
        double slope = Math.sqrt(wx * wx / (a * a) + wy * wy / (b * b) + wz * wz / (c * c)) * radius / sum;
        return (radius - 1) / slope;
    }

    Ellipsoid grownBy(double mm) {
        return new Ellipsoid(x, y, z, a + mm, b + mm, c + mm);
    }
}
