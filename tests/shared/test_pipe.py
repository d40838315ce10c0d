from tests.programs import start


def test_who_has_read_enough_of_a_list_hears_no_complaint(tmp_path):
    database = f"sqlite:///{tmp_path}/records.sqlite"
    with (tmp_path / "complaints").open("w+") as complaints:
        program = start(
            "shared.hub", "station", "list", "--database", database, stderr=complaints
        )
        program.stdout.close()  # as `head -0` does

        code = program.wait(timeout=30)
        program.stdin.close()
        complaints.seek(0)

        assert (code, complaints.read()) == (0, "")
