package klarsyn.dicom.series;

/** A direction or position in DICOM patient coordinates: x to the left, y to the back, z to the head. */
record Vector3(double x, double y, double z) {

    /** From three numbers of an element. */
    static Vector3 of(double[] numbers, int first) {
        return new Vector3(numbers[first], numbers[first + 1], numbers[first + 2]);
    }

    Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    Vector3 minus(Vector3 other) {
        return plus(other.times(-1));
    }

    Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** This vector normalized. */
    Vector3 unit() {
        return times(1 / length());
    }

    boolean isFinite() {
        return Double.isFinite(x + y + z);
    }
}
