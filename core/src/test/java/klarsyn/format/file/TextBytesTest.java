package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void text_comes_back_from_any_encoding_that_spreadsheets_write(String charset) {
        String text = "Größe;Gewicht\r\n1,75;80\r\n";

        assertThat(TextBytes.decode(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"EFBBBF, UTF-8", "FFFE, UTF-16LE", "FEFF, UTF-16BE"})
    void a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(String mark, String charset) {
        byte[] start = HexFormat.of().parseHex(mark);
        byte[] content = "naïve €".getBytes(Charset.forName(charset));
        byte[] bytes = new byte[start.length + content.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(content, 0, bytes, start.length, content.length);

        assertThat(TextBytes.decode(bytes)).isEqualTo("naïve €");
    }

    @ParameterizedTest
    @CsvSource({"80,€", "93,“", "96,–", "E9,é", "81,\u0081"})
    void bytes_that_are_no_utf_8_are_windows_1252_and_never_lost(String hex, String letter) {
        byte[] bytes = HexFormat.of().parseHex("41" + hex + "42");

        assertThat(TextBytes.decode(bytes)).isEqualTo("A" + letter + "B");
    }

    @Test
    void no_bytes_are_an_empty_text() {
        assertThat(TextBytes.decode(new byte[0])).isEmpty();
        assertThat(TextBytes.decode(HexFormat.of().parseHex("EFBBBF"))).isEmpty();
    }

    @Test
    void a_picture_is_no_text_and_is_named() {
        byte[] png = HexFormat.of().parseHex("89504E470D0A1A0A0000000D49484452");

        assertThatThrownBy(() -> TextBytes.decode(png, Where.of("labels.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("PNG");
    }

    @Test
    void a_file_larger_than_the_limit_is_rejected_before_it_is_read() throws IOException {
        Path file = Files.writeString(folder.resolve("large.csv"), "a".repeat(2000));

        assertThat(TextBytes.read(file, 2000)).hasSize(2000);
        assertThatThrownBy(() -> TextBytes.read(file, 1999)).isInstanceOf(DataException.class);
    }

    @Test
    void a_file_that_is_not_there_is_rejected_with_its_name() {
        assertThatThrownBy(() -> TextBytes.read(folder.resolve("gone.csv"), 100))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gone.csv");
    }
}
