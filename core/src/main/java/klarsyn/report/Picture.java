package klarsyn.report;

import static klarsyn.report.Numbers.at;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import klarsyn.data.Units;
import klarsyn.image.LabelMap;
import klarsyn.report.RunReport.Overlay;

/** One plane of a case: gray image, outlines of reference and prediction, and patient directions. */
final class Picture {

    private final Overlay overlay;
    private final Display display;
    private final Focus focus;
    private final Plane plane;
    private final Window window;
    private final Units units;
    private final int columns;
    private final int rows;

    Picture(Overlay overlay, Display display, Focus focus, Window window, Plane plane, Units units) {
        this.overlay = overlay;
        this.display = display;
        this.focus = focus;
        this.window = window;
        this.units = units;
        this.plane = plane;
        this.columns = focus.to()[plane.across()] - focus.from()[plane.across()] + 1;
        this.rows = focus.to()[plane.down()] - focus.from()[plane.down()] + 1;
    }

    /** Whether the plane is informative: a slice has no other planes. */
    boolean isFlat() {
        return display.shape().along(plane.across()) == 1 || display.shape().along(plane.down()) == 1;
    }

    double widthMm() {
        return columns * display.spacing().along(plane.across());
    }

    double heightMm() {
        return rows * display.spacing().along(plane.down());
    }

    /** The drawing in millimeters, to preserve voxel proportions; {@code letterMm} is the letter height. */
    Html drawing(double letterMm) {
        String scale = "scale(" + at4(display.spacing().along(plane.across())) + " "
                + at4(display.spacing().along(plane.down())) + ")";
        return Html.fill(
                """
                <svg class="slice" viewBox="0 0 {} {}" role="img" aria-label="{}{}">
                <image width="{}" height="{}" preserveAspectRatio="none" href="{}"/>
                <g transform="{}">{}{}</g>
                {}{}
                </svg>\
                """,
                at(widthMm()),
                at(heightMm()),
                units == Units.PATIENT ? plane.word() + " plane of " : "",
                overlay.caseId(),
                at(widthMm()),
                at(heightMm()),
                Png.dataUri(gray(), columns, rows),
                scale,
                outlines(overlay.reference(), "reference"),
                outlines(overlay.predicted(), "predicted"),
                units == Units.PATIENT ? letters(letterMm) : Html.NOTHING,
                ruler(letterMm));
    }

    private static String at4(double value) {
        return Double.toString(Math.round(value * 1e4) / 1e4);
    }

    private int index(int column, int row) {
        int[] voxel = focus.center().clone();
        voxel[plane.across()] = focus.from()[plane.across()] + column;
        voxel[plane.down()] = focus.from()[plane.down()] + row;
        return display.index(voxel);
    }

    private byte[] gray() {
        byte[] gray = new byte[Math.multiplyExact(columns, rows)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                gray[row * columns + column] = window.gray(overlay.image().voxels()[index(column, row)]);
            }
        }
        return gray;
    }

    private Html outlines(LabelMap map, String kind) {
        SortedSet<Integer> present = new TreeSet<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                present.add((int) map.voxels()[index(column, row)]);
            }
        }
        present.remove(0);
        Contour.Labels labels = (column, row) ->
                column < 0 || row < 0 || column >= columns || row >= rows ? 0 : map.voxels()[index(column, row)];
        return Html.all(present.stream()
                .map(label ->
                        Html.fill("<path class=\"{}\" d=\"{}\"/>", kind, Contour.path(labels, label, columns, rows))));
    }

    private Html letters(double size) {
        double near = 0.7 * size;
        return Html.all(Stream.of(
                letter(plane.left(), near, heightMm() / 2 + 0.35 * size, size),
                letter(plane.right(), widthMm() - near, heightMm() / 2 + 0.35 * size, size),
                letter(plane.top(), widthMm() / 2, 1.1 * size, size),
                letter(plane.bottom(), widthMm() / 2, heightMm() - 0.35 * size, size)));
    }

    private static Html letter(String letter, double x, double y, double size) {
        return Html.fill(
                "<text class=\"letter\" x=\"{}\" y=\"{}\" font-size=\"{}\"" + " text-anchor=\"middle\">{}</text>",
                at(x),
                at(y),
                at(size),
                letter);
    }

    /** A scale bar of a round length, at most a third of the width. */
    private Html ruler(double size) {
        double longest = widthMm() / 3;
        double power = Math.pow(10, Math.floor(Math.log10(longest)));
        double mm = power * (longest >= 5 * power ? 5 : longest >= 2 * power ? 2 : 1);
        double right = widthMm() - 0.5 * size;
        double y = heightMm() - 0.55 * size;
        return Html.fill(
                """
                <line class="ruler" x1="{}" x2="{}" y1="{}" y2="{}"/>\
                <text class="letter" x="{}" y="{}" font-size="{}" text-anchor="end">{} {}</text>\
                """,
                at(right - mm),
                at(right),
                at(y),
                at(y),
                at(right),
                at(y - 0.35 * size),
                at(0.8 * size),
                mm >= 1 ? Long.toString(Math.round(mm)) : Double.toString(mm),
                units.length());
    }
}
