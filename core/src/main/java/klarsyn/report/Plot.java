package klarsyn.report;

import static klarsyn.report.Numbers.at;

/**
 * A frame with two axes for a chart; colors come from the page's style and follow its theme.
 *
 * @param width  of the drawing in its own units, about a pixel each
 * @param height of the drawing
 * @param x      horizontal axis
 * @param y      vertical axis
 */
record Plot(double width, double height, Axis x, Axis y) {

    private static final double LEFT = 52;
    private static final double RIGHT = 14;
    private static final double TOP = 12;
    private static final double BOTTOM = 40;

    /** Horizontal position of a value. */
    double px(double value) {
        return LEFT + x.share(value) * (width - LEFT - RIGHT);
    }

    /** Vertical position of a value. */
    double py(double value) {
        return height - BOTTOM - y.share(value) * (height - TOP - BOTTOM);
    }

    /** One point of a path, such as {@code 12.5,40}. */
    String point(double valueX, double valueY) {
        return at(px(valueX)) + "," + at(py(valueY));
    }

    /** The drawing: grid, ticks and axis names below {@code content}. */
    Html drawing(String description, String nameX, String nameY, Object content) {
        return Html.fill(
                """
                <svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}
                {}
                <text class="name" x="{}" y="{}" text-anchor="middle">{}</text>
                <text class="name" transform="translate(12 {}) rotate(-90)" text-anchor="middle">{}</text>
                {}
                </svg>\
                """,
                at(width),
                at(height),
                description,
                Html.all(y.ticks().stream().map(this::markY)),
                Html.all(x.ticks().stream().map(this::markX)),
                at((LEFT + width - RIGHT) / 2),
                at(height - 6),
                nameX,
                at((TOP + height - BOTTOM) / 2),
                nameY,
                content);
    }

    private Html markY(double tick) {
        return Html.fill(
                """
                <line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>\
                <text class="tick" x="{}" y="{}" text-anchor="end">{}</text>\
                """,
                at(LEFT),
                at(width - RIGHT),
                at(py(tick)),
                at(py(tick)),
                at(LEFT - 6),
                at(py(tick) + 3.5),
                y.text(tick));
    }

    private Html markX(double tick) {
        double bottom = height - BOTTOM;
        return Html.fill(
                """
                <line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>\
                <text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>\
                """,
                at(px(tick)),
                at(px(tick)),
                at(bottom),
                at(bottom + 4),
                at(px(tick)),
                at(bottom + 16),
                x.text(tick));
    }
}
