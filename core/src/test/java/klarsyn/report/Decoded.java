package klarsyn.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Pictures of a page, decoded by the JDK. */
final class Decoded {

    private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");

    private Decoded() {}

    static List<BufferedImage> pictures(String markup) {
        return PICTURE.matcher(markup)
                .results()
                .map(match -> png(Base64.getDecoder().decode(match.group(1))))
                .toList();
    }

    static BufferedImage png(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Gray value or color component of a pixel as stored, without conversion of color spaces. */
    static int sample(BufferedImage picture, int x, int y, int band) {
        return picture.getRaster().getSample(x, y, band);
    }
}
