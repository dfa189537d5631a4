package klarsyn.format.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffCompressionTest {

    private static final Where WHERE = Where.of("a.tif");

    @TempDir
    private Path folder;

    /** Bytes that take different ways through an encoder. */
    enum Content {
        EMPTY,
        ONE,
        ALIKE,
        COUNTING,
        WORDS,
        NOISE,
        RUNS;

        byte[] bytes() {
            Random random = new Random(ordinal());
            byte[] bytes = new byte[this == EMPTY ? 0 : this == ONE ? 1 : 20_000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = switch (this) {
                    case COUNTING -> (byte) i;
                    case WORDS -> (byte) "the quick brown fox ".charAt(i % 20);
                    case NOISE -> (byte) random.nextInt();
                    case RUNS -> (byte) (i / 200 % 3 == 0 ? 7 : random.nextInt(3));
                    default -> 42;
                };
            }
            return bytes;
        }
    }

    // ---- LZW, TIFF 6.0, section 13

    /** Codes of 9 to 12 bits, widened one code early; the table starts again when it is full. */
    private static byte[] lzw(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        Map<List<Byte>, Integer> table = new HashMap<>();
        int next = 258;
        int width = 9;
        bits.append(binary(256, width));
        List<Byte> word = List.of();
        for (byte each : bytes) {
            List<Byte> longer = new ArrayList<>(word);
            longer.add(each);
            if (longer.size() == 1 || table.containsKey(longer)) {
                word = longer;
                continue;
            }
            bits.append(binary(code(word, table), width));
            table.put(longer, next++);
            width = width(next);
            if (next == 4095) {
                bits.append(binary(256, 12));
                table.clear();
                next = 258;
                width = 9;
            }
            word = List.of(each);
        }
        if (!word.isEmpty()) {
            bits.append(binary(code(word, table), width));
            next++;
            width = width(next);
        }
        bits.append(binary(257, width));
        byte[] packed = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return packed;
    }

    /** As soon as code 511 is in the table, codes have ten bits, and so on. */
    private static int width(int next) {
        return next > 2047 ? 12 : next > 1023 ? 11 : next > 511 ? 10 : 9;
    }

    private static int code(List<Byte> word, Map<List<Byte>, Integer> table) {
        return word.size() == 1 ? word.getFirst() & 0xff : table.getOrDefault(word, -1);
    }

    private static String binary(int code, int width) {
        return String.format("%" + width + "s", Integer.toBinaryString(code)).replace(' ', '0');
    }

    @ParameterizedTest
    @EnumSource
    void whatever_is_packed_with_lzw_comes_back(Content content) {
        byte[] bytes = content.bytes();

        assertThat(TiffCompression.LZW.unpack(lzw(bytes), bytes.length, WHERE)).isEqualTo(bytes);
    }

    /** The example of TIFF 6.0: clear, 7, then 258 for the pair before it and itself. */
    @Test
    void a_code_may_be_the_one_that_it_is_about_to_make() {
        String bits = binary(256, 9) + binary(7, 9) + binary(258, 9) + binary(259, 9) + binary(257, 9);
        byte[] packed = new byte[6];
        for (int i = 0; i < bits.length(); i++) {
            packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }

        assertThat(TiffCompression.LZW.unpack(packed, 6, WHERE)).containsExactly(7, 7, 7, 7, 7, 7);
    }

    @Test
    void lzw_cut_anywhere_is_rejected() {
        byte[] bytes = Arrays.copyOf(Content.WORDS.bytes(), 500);
        byte[] packed = lzw(bytes);

        for (int length = 0; length < packed.length - 2; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> TiffCompression.LZW.unpack(cut, bytes.length, WHERE))
                    .as("%d of %d bytes", length, packed.length)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void damaged_lzw_gives_as_many_bytes_as_wanted_or_is_rejected() {
        byte[] bytes = Arrays.copyOf(Content.RUNS.bytes(), 3000);
        byte[] packed = lzw(bytes);
        Random random = new Random(8);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = packed.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                assertThat(TiffCompression.LZW.unpack(damaged, bytes.length, WHERE))
                        .hasSize(bytes.length);
            } catch (DataException damage) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(0);
    }

    // ---- runs of bytes, TIFF 6.0, section 9

    private static byte[] packBits(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; ) {
            int run = 1;
            while (at + run < bytes.length && run < 128 && bytes[at + run] == bytes[at]) {
                run++;
            }
            out.write(run > 1 ? 1 - run : 0);
            out.write(bytes[at]);
            at += run;
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void whatever_is_packed_in_runs_comes_back(Content content) {
        byte[] bytes = content.bytes();

        assertThat(TiffCompression.PACK_BITS.unpack(packBits(bytes), bytes.length, WHERE))
                .isEqualTo(bytes);
    }

    /** Apple's technical note 1023, as every description of the method quotes it. */
    @Test
    void the_example_that_everybody_quotes() {
        byte[] packed = {-2, -86, 2, -128, 0, 42, -3, -86, 3, -128, 0, 42, 34, -9, -86};
        byte[] bytes = {
            -86, -86, -86, -128, 0, 42, -86, -86, -86, -86, -128, 0, 42, 34, -86, -86, -86, -86, -86, -86, -86, -86,
            -86, -86
        };

        assertThat(TiffCompression.PACK_BITS.unpack(packed, bytes.length, WHERE))
                .isEqualTo(bytes);
    }

    @Test
    void a_count_of_minus_128_means_nothing() {
        assertThat(TiffCompression.PACK_BITS.unpack(new byte[] {-128, -1, 9}, 2, WHERE))
                .containsExactly(9, 9);
    }

    @ParameterizedTest
    @EnumSource(TiffCompression.class)
    void fewer_bytes_than_wanted_are_rejected(TiffCompression compression) {
        assertThatThrownBy(() -> compression.unpack(new byte[] {1, 2, 3}, 1000, WHERE))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({"7,JPEG", "34712,JPEG 2000", "50000,Zstandard", "4,fax", "12345,12345"})
    void a_method_that_is_not_read_is_named(int code, String name) {
        assertThatThrownBy(() -> TiffCompression.of(code, WHERE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name);
    }

    // ---- pictures that the JDK writes

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "PackBits", "ZLib", "Deflate"})
    void pictures_of_the_jdk_come_back_from_every_compression(String compression) throws IOException {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_RGB}) {
            BufferedImage picture = new BufferedImage(37, 23, type);
            Random random = new Random(type);
            int bands = picture.getRaster().getNumBands();
            int range = type == BufferedImage.TYPE_USHORT_GRAY ? 1 << 16 : 256;
            for (int i = 0; i < 37 * 23 * bands; i++) {
                int value = i % 90 < 40 ? 17 : random.nextInt(range);
                picture.getRaster().setSample(i / bands % 37, i / bands / 37, i % bands, value);
            }

            List<Volume> channels = Images.readChannels(written(picture, compression));

            assertThat(channels).hasSize(bands);
            for (int i = 0; i < 37 * 23 * bands; i++) {
                assertThat(channels.get(i % bands).voxels()[i / bands])
                        .isEqualTo(picture.getRaster().getSample(i / bands % 37, i / bands / 37, i % bands));
            }
        }
    }

    private Path written(BufferedImage picture, String compression) throws IOException {
        File file = folder.resolve("a.tif").toFile();
        Files.deleteIfExists(file.toPath());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return file.toPath();
    }

    // ---- the order of pages

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # slowest first | page of each channel, then slice, then frame (2 channels, 3 slices, 2 frames)
        TZC             | 0 1 2 3 4 5 6 7 8 9 10 11
        TCZ             | 0 3 1 4 2 5 6 9 7 10 8 11
        CZT             | 0 6 2 8 4 10 1 7 3 9 5 11
        """)
    void pages_are_counted_in_the_order_that_the_file_states(String order, String pages) {
        List<Character> axes = order.chars().mapToObj(c -> (char) c).toList();

        assertThat(PageOrder.of(axes, 2, 3, 2))
                .containsExactlyElementsOf(
                        Arrays.stream(pages.split(" ")).map(Integer::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CZT", "CTZ", "ZCT", "ZTC", "TCZ", "TZC"})
    void every_order_gives_each_plane_a_page_of_its_own(String order) {
        List<Character> axes = order.chars().mapToObj(c -> (char) c).toList();

        assertThat(PageOrder.of(axes, 3, 4, 5))
                .hasSize(60)
                .doesNotHaveDuplicates()
                .allMatch(i -> i >= 0 && i < 60);
    }
}
