package klarsyn.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PickleReaderTest {

    private static final String DICTIONARY = "ccollections\nOrderedDict\n)R";
    private static final byte[] TENSOR = PickleBytes.whole(PickleBytes.tensor("K\0", "K\2\u0085", "K\1\u0085"));

    private static Pickled read(byte[] pickle) {
        return PickleReader.read(pickle, Map.of("0", 8L), Where.of("test.pth"));
    }

    private static void assertRefused(byte[] pickle, String... facts) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(pickle))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(facts));
    }

    @Test
    void plain_containers_come_back_as_they_were_written() {
        Json json = Json.parse("""
            {"a": [1, -2, 300, 70000, 5000000000, -5000000000, 0.5, 1e30],
             "b": {"c": true, "d": false, "e": null, "f": "ä"}}\
            """);
        Pickled root = read(new PickleWriter().plain(json).bytes());
        assertThat(json(root)).isEqualTo(json);
    }

    private static Json json(Pickled value) {
        return switch (value) {
            case Pickled.Text(String text) -> new Json.Text(text);
            case Pickled.Whole(long number) -> Json.of(number);
            case Pickled.Real(double number) -> Json.of(number);
            case Pickled.Truth(boolean truth) -> new Json.Truth(truth);
            case Pickled.Nothing _ -> new Json.Nothing();
            case Pickled.Items items ->
                Json.of(items.values().stream().map(PickleReaderTest::json).toList());
            case Pickled.Entries entries -> {
                Map<String, Json> members = new java.util.LinkedHashMap<>();
                entries.values().forEach((key, member) -> members.put(key, json(member)));
                yield Json.of(members);
            }
            default -> throw new AssertionError("unexpected " + value);
        };
    }

    @Test
    void newer_protocols_have_frames_and_short_texts() {
        // pickle.dumps({'a': [1, (2.5,)], 'b': b'xy'}, protocol=4)
        byte[] pickle = PickleBytes.of(
                0x80, 4, 0x95, 36, 0, 0, 0, 0, 0, 0, 0, "}", 0x94, "(", 0x8c, 1, "a", 0x94, "]", 0x94, "(K", 1, "G@", 4,
                0, 0, 0, 0, 0, 0, 0x85, 0x94, "e", 0x8c, 1, "b", 0x94, "C", 2, "xy", 0x94, "u.");
        Pickled.Entries root = (Pickled.Entries) read(pickle);
        assertThat(json(root.find("a").orElseThrow()).compact()).isEqualTo("[1,[2.5]]");
        assertThat(root.find("b").orElseThrow())
                .isInstanceOfSatisfying(
                        Pickled.Octets.class,
                        octets -> assertThat(octets.bytes()).containsExactly('x', 'y'));
    }

    @Test
    void a_tensor_is_a_place_in_its_storage() {
        assertThat(read(TENSOR))
                .isEqualTo(
                        new Pickled.View(new Pickled.Storage(StorageType.FLOAT, "0", 2), 0, List.of(2L), List.of(1L)));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("os.system", PickleBytes.of(0x80, 2, "cos\nsystem\nX\4\0\0\0true", 0x85, "R.")),
                Arguments.of("posix.system", PickleBytes.of(0x80, 4, 0x8c, 5, "posix", 0x8c, 6, "system", 0x93, ".")),
                Arguments.of("builtins.eval", PickleBytes.of(0x80, 2, "cbuiltins\neval\n.")),
                Arguments.of("__builtin__.getattr", PickleBytes.of(0x80, 2, "c__builtin__\ngetattr\n.")),
                Arguments.of("os.system", PickleBytes.of("(X\4\0\0\0trueios\nsystem\n.")),
                Arguments.of(
                        "torch.nn.modules.conv.Conv3d",
                        PickleBytes.of(0x80, 2, "ctorch.nn.modules.conv\nConv3d\n)", 0x81, ".")),
                Arguments.of("torch.load", PickleBytes.of(0x80, 2, "ctorch\nload\n.")),
                Arguments.of("collections.OrderedDict.x", PickleBytes.of(0x80, 2, "ccollections\nOrderedDict.x\n.")),
                Arguments.of("numpy.dtype('O8')", PickleBytes.of(0x80, 2, "cnumpy\ndtype\nX\2\0\0\0O8", 0x85, "R.")),
                Arguments.of("a?b.c", PickleBytes.of(0x80, 2, "ca\33b\nc\n.")),
                Arguments.of(
                        "the instruction 0x81", PickleBytes.of(0x80, 2, "ccollections\nOrderedDict\n)", 0x81, ".")),
                Arguments.of("the instruction 0x82", PickleBytes.of(0x80, 2, 0x82, 1, ".")),
                Arguments.of("the instruction 0x50", PickleBytes.of("Pid\n.")),
                Arguments.of("the instruction 0x6f", PickleBytes.of("(ccollections\nOrderedDict\no.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void anything_but_tensors_and_containers_is_rejected_by_name(String name, byte[] pickle) {
        assertRefused(pickle, "test.pth", "contains " + name + ",", "neither a tensor nor a plain container");
    }

    static Stream<Arguments> hostile() {
        byte[] nested = new byte[300];
        Arrays.fill(nested, 0, 150, (byte) ']');
        Arrays.fill(nested, 150, 299, (byte) 'a');
        nested[299] = '.';
        String giant = "\u008a\10\0\0\0\0\0\0\0\100";
        return Stream.of(
                Arguments.of("nested", nested, "64 deep"),
                Arguments.of("shared, doubling at each level", doubling(), "64 deep"),
                Arguments.of("a list in itself", PickleBytes.of(0x80, 2, "]q\0h\0a."), "contains itself"),
                Arguments.of(
                        "a dictionary in its list",
                        PickleBytes.of(0x80, 2, "}q\0X\1\0\0\0a]h\0as."),
                        "contains itself"),
                Arguments.of(
                        "a huge memo", PickleBytes.of(0x80, 2, "]r\377\377\377\177."), "invalid memo index 2147483647"),
                Arguments.of(
                        "a memo below 0",
                        PickleBytes.of(0x80, 2, "]r\377\377\377\377."),
                        "invalid memo index 4294967295"),
                Arguments.of(
                        "an array made of nothing",
                        PickleBytes.of(0x80, 2, "cnumpy.core.multiarray\n_reconstruct\n)R."),
                        "0 arguments"),
                Arguments.of("nothing remembered", PickleBytes.of(0x80, 2, "h\0."), "missing value"),
                Arguments.of("nothing to remember", PickleBytes.of(0x80, 2, "q\0."), "missing value"),
                Arguments.of("an empty stack", PickleBytes.of(0x80, 2, "."), "more values than there are"),
                Arguments.of("values below a mark", PickleBytes.of(0x80, 2, "]]](a."), "more values than there are"),
                Arguments.of("no mark", PickleBytes.of(0x80, 2, "]]e."), "not opened"),
                Arguments.of("values left", PickleBytes.of(0x80, 2, "]]."), "left over"),
                Arguments.of("a tuple that grows", PickleBytes.of(0x80, 2, ")]a."), "not a list"),
                Arguments.of("keys of a list", PickleBytes.of(0x80, 2, "]]]s."), "not a dictionary"),
                Arguments.of("half a key", PickleBytes.of(0x80, 2, "}(]u."), "not a dictionary"),
                Arguments.of("a list as a key", PickleBytes.of(0x80, 2, "}]]s."), "a dictionary key"),
                Arguments.of("a long text", PickleBytes.of(0x80, 2, "X\377\377\377\177abc."), "is truncated"),
                Arguments.of("a text below 0", PickleBytes.of(0x80, 2, "X\377\377\377\377abc."), "is truncated"),
                Arguments.of(
                        "an integer of 255 bytes", PickleBytes.of(0x80, 2, 0x8a, 255, new byte[255], "."), "255 bytes"),
                Arguments.of("not UTF-8", PickleBytes.of(0x80, 2, "X\1\0\0\0\377."), "not UTF-8"),
                Arguments.of("a long name", PickleBytes.of("c", "a".repeat(300), "\nb\n."), "256 characters"),
                Arguments.of("a newer protocol", PickleBytes.of(0x80, 9, "]."), "protocol 9"),
                Arguments.of("a called list", PickleBytes.of(0x80, 2, "])R."), "not a function"),
                Arguments.of("a called type", PickleBytes.of(0x80, 2, "cnumpy\nndarray\n)R."), "call of a type"),
                Arguments.of("a state of a list", PickleBytes.of(0x80, 2, "]Nb."), "state for an object without state"),
                Arguments.of(
                        "a storage that is missing value",
                        PickleBytes.of("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0009X\3\0\0\0cpuK\2tQ."),
                        "the storage 9 is missing"),
                Arguments.of(
                        "a storage that claims more",
                        PickleBytes.of("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpu", giant, "tQ."),
                        "has 8 bytes"),
                Arguments.of(
                        "a storage of a file",
                        PickleBytes.of("(X\4\0\0\0fileNNNNtQ."),
                        "unsupported persistent object"),
                Arguments.of("a shape beyond", tensor("K\0", "K\3\u0085", "K\1\u0085"), "exceeds its 2 numbers"),
                Arguments.of("an offset beyond", tensor("K\1", "K\2\u0085", "K\1\u0085"), "exceeds its 2 numbers"),
                Arguments.of("a stride beyond", tensor("K\0", "K\2\u0085", "K\2\u0085"), "exceeds its 2 numbers"),
                Arguments.of("a stride of none", tensor("K\0", giant + "\u0085", "K\0\u0085"), "exceeds its 2 numbers"),
                Arguments.of(
                        "sizes that overflow",
                        tensor("K\0", giant + giant + "\u0086", "K\1K\1\u0086"),
                        "exceeds its 2 numbers"),
                Arguments.of(
                        "strides that overflow", tensor("K\0", "K\2\u0085", giant + "\u0085"), "exceeds its 2 numbers"),
                Arguments.of(
                        "a size below 0", tensor("K\0", "J\377\377\377\377\u0085", "K\1\u0085"), "size or stride -1"),
                Arguments.of("an offset below 0", tensor("J\377\377\377\377", "K\1\u0085", "K\1\u0085"), "offset -1"),
                Arguments.of("too many strides", tensor("K\0", "K\2\u0085", "K\1K\1\u0086"), "stride [1, 1]"),
                Arguments.of("nine axes", tensor("K\0", "(KKKKKKKKKKKKKKKKKKt", "K\1\u0085"), "9 axes"),
                Arguments.of(
                        "a tensor of a list",
                        PickleBytes.of("ctorch._utils\n_rebuild_tensor_v2\n(]K\0))\u0089tR."),
                        "not constructed from a storage"),
                Arguments.of(
                        "bytes that are none",
                        PickleBytes.of("c_codecs\nencode\nX\2\0\0\0\304\200X\6\0\0\0latin1\u0086R."),
                        "above 255"),
                Arguments.of(
                        "another encoding",
                        PickleBytes.of("c_codecs\nencode\nX\1\0\0\0aX\3\0\0\0hex\u0086R."),
                        "text encoding"),
                Arguments.of(
                        "a scalar of too few bytes",
                        PickleBytes.of(
                                "cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\nX\2\0\0\0f8\u0085RC\2ab\u0086R."),
                        "wrong number of bytes"),
                Arguments.of(
                        "a dictionary made of a list",
                        PickleBytes.of("ccollections\nOrderedDict\n]\u0085R."),
                        "1 arguments"));
    }

    /** Each level contains the one below it twice: 2¹⁰⁰ ways down. */
    private static byte[] doubling() {
        return PickleBytes.of("(Nt", "q\1h\1\u0086".repeat(100), ".");
    }

    private static byte[] tensor(String offset, String shape, String stride) {
        return PickleBytes.whole(PickleBytes.tensor(offset, shape, stride));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void incomplete_pickles_are_rejected(String name, byte[] pickle, String fact) {
        assertRefused(pickle, "test.pth", fact);
    }

    @Test
    void repeatedly_constructed_bytes_are_rejected() {
        // one text of 1 MiB, remembered; each further call would copy it
        byte[] text = PickleBytes.of("X\0\0\20\0", "a".repeat(1 << 20), "q\0");
        byte[] again = PickleBytes.of("c_codecs\nencode\nh\0X\6\0\0\0latin1\u0086R");
        assertRefused(
                PickleBytes.of(
                        text, PickleBytes.of(Collections.nCopies(100, again).toArray())),
                "more values than any checkpoint");
    }

    @Test
    void every_beginning_of_a_pickle_is_rejected() {
        for (int length = 0; length < TENSOR.length; length++) {
            assertRefused(Arrays.copyOf(TENSOR, length), "test.pth");
        }
        assertRefused(PickleBytes.of(0x80, 2, DICTIONARY), "is truncated");
    }
}
